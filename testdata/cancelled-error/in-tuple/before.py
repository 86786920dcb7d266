import asyncio


async def work(step):
    try:
        await step()
    except (KeyError, asyncio.CancelledError):
        print("gone")
        raise
    except Exception:
        return None
