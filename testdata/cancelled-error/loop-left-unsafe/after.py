import anyio


async def work(step):
    while True:
        try:
            await step()
        except anyio.get_cancelled_exc_class():
            break
