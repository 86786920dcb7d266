import anyio


async def work(step):
    try:
        await step()
    except BaseException as error:
        if isinstance(error, anyio.get_cancelled_exc_class()) or issubclass(type(error), (KeyError, anyio.get_cancelled_exc_class())):
            print("cancelled")
        raise
