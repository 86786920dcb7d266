import anyio


async def work(step):
    try:
        await step()
    except anyio.get_cancelled_exc_class():
        with anyio.CancelScope(shield=True):
            await step.undo()
        raise
