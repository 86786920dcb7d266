import anyio
import anyio.to_process


async def crunch(numbers):
    pool = anyio.CapacityLimiter(2)
    total = await anyio.to_process.run_sync(sum, numbers, limiter=pool)
    return total
