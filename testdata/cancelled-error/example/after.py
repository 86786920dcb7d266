import anyio


async def work(log):
    try:
        await log.write("working")
    except anyio.get_cancelled_exc_class():
        log.close()
        raise
