from compat import HAS_ANYIO

if HAS_ANYIO:  # asyncio2anyio: ignore[has-anyio]
    print("anyio")
