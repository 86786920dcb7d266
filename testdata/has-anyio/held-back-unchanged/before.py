try:
    import anyio
    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False

if HAS_ANYIO:
    print(anyio.run)
