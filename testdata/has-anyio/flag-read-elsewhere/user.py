from before import HAS_ANYIO

print(HAS_ANYIO)
