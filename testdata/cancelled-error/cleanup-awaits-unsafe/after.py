import anyio


async def work(step):
    try:
        await step()
    except anyio.get_cancelled_exc_class():
        await step.undo()
        raise
