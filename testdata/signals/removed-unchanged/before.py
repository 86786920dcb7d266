import asyncio
import signal


async def ignore():
    asyncio.get_running_loop().remove_signal_handler(signal.SIGTERM)
