import anyio


async def work(step, log):
    try:
        await step()
    except (Exception, anyio.get_cancelled_exc_class()) as error:
        log.append(error)
        if isinstance(error, anyio.get_cancelled_exc_class()):
            raise
        return None
