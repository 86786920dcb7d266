import asyncio


class Scheduler:
    async def close(self, futures):
        for future in futures:
            future.cancel()
        await asyncio.gather(*(asyncio.wait_for(future, 1) for future in futures), return_exceptions=True)
