import asyncio


async def call(function):
    try:
        loop = asyncio.get_event_loop()
        return await loop.run_in_executor(None, function)
    except Exception as error:
        return error
