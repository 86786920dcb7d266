import asyncio


async def main():
    future = asyncio.Future()
    future.set_result(
        {
            "key": 1,
        }
    )
    return await future
