# after: any
import asyncio

import anyio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "gave in"
    except Exception:
        return "failed"


async def main():
    result = None
    with anyio.move_on_after(0.01):
        result = await stubborn()
    print(result)


asyncio.run(main())
