try:
    import nest_asyncio
    import uvloop

    HAS_NEST = True
except ImportError:
    HAS_NEST = False

try:
    import trio
    HAS_TRIO = True
except ImportError:
    HAS_TRIO = False


def prepare():
    if HAS_NEST:
        nest_asyncio.apply()
    if HAS_TRIO:
        return trio.run
    return uvloop
