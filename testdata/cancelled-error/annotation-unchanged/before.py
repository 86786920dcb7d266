import asyncio


async def tell(error: asyncio.CancelledError) -> "asyncio.CancelledError":
    kind: type[asyncio.CancelledError] = type(error)
    return kind()
