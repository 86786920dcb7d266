try:
    from anyio import gather

    HAS_GATHER = True
except ImportError:
    HAS_GATHER = False


async def both(one, other):
    if HAS_GATHER:
        return await gather(one(), other())
    return await one(), await other()
