import threading

try:
    import anyio
    HAS_ANYIO = True
except ImportError:
    HAS_ANYIO = False


async def call(function):
    if HAS_ANYIO:
        return await anyio.to_thread.run_sync(function)
    thread = threading.Thread(target=function)
    thread.start()


def check():
    if not HAS_ANYIO:
        raise RuntimeError("anyio is missing")
    return True
