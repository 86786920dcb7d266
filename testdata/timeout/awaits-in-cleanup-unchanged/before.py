import asyncio


async def main(connection):
    async with asyncio.timeout(5):
        try:
            await connection.work()
        finally:
            await connection.close()
