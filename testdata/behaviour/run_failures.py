# after: anyio only
import asyncio
import sys


async def fail(error):
    await asyncio.sleep(0)
    raise error


for error in (ValueError("value"), KeyError("key")):
    try:
        asyncio.run(fail(error))
    except (ValueError, KeyError) as caught:
        print(type(caught).__name__, caught is error)
try:
    asyncio.run(fail(SystemExit(3)))
except SystemExit as stop:
    print("exit", stop.code)
sys.stdout.flush()
