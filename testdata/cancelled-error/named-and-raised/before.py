import asyncio


async def work(step):
    try:
        await step()
    except asyncio.CancelledError as error:
        print(error)
        raise error
