try:
    import anyio
    import httpx
    HAS_HTTP = True
except ImportError:
    HAS_HTTP = False

if HAS_HTTP:
    print(anyio.run, httpx)
