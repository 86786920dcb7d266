import asyncio

STOPPING = (asyncio.CancelledError, KeyboardInterrupt)

try:
    print(STOPPING)
except asyncio.CancelledError:
    raise
