import asyncio


class Timer:
    async def __aexit__(self, exc_type, exc, traceback):
        self.stop()
        if exc_type is asyncio.CancelledError and self.expired:
            raise TimeoutError
        return exc_type in (asyncio.CancelledError, OSError) and self.quiet
