import anyio


class Timer:
    async def __aexit__(self, exc_type, exc, traceback):
        self.stop()
        if exc_type is anyio.get_cancelled_exc_class() and self.expired:
            raise TimeoutError
        return exc_type in (anyio.get_cancelled_exc_class(), OSError) and self.quiet
