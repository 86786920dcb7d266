import asyncio


async def work(connection):
    try:
        await connection.work()
    finally:
        await connection.close()


async def main(connection):
    async with asyncio.timeout(5):
        await work(connection)
