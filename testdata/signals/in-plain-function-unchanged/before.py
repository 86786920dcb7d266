import asyncio
import signal


def install(handler):
    asyncio.get_event_loop().add_signal_handler(signal.SIGTERM, handler)
