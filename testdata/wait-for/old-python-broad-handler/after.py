import anyio
import asyncio


async def fetch(client):
    try:
        with anyio.fail_after(5):
            return await client.get()
    except Exception as exc:
        print(f"failed: {exc}")
    try:
        with anyio.fail_after(5):
            return await client.get()
    except (OSError, asyncio.TimeoutError):
        return None
