import asyncio


class Pool:
    async def to_thread(self, function):
        return function()


async def call(pool: Pool, function):
    await pool.to_thread(function)
    return asyncio
