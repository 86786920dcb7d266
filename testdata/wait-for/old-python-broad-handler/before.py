import asyncio


async def fetch(client):
    try:
        return await asyncio.wait_for(client.get(), 5)
    except Exception as exc:
        print(f"failed: {exc}")
    try:
        return await asyncio.wait_for(client.get(), 5)
    except (OSError, asyncio.TimeoutError):
        return None
