import asyncio
import signal


async def install(handler):
    add = asyncio.get_running_loop().add_signal_handler
    add(signal.SIGTERM, handler)
