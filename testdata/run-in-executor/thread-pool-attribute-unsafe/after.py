import anyio


class Store:
    def __init__(self, size):
        self._pool = anyio.CapacityLimiter(size)

    async def read(self, key):
        return await anyio.to_thread.run_sync(load, key, abandon_on_cancel=True, limiter=self._pool)

    async def write(self, key, value):
        await anyio.to_thread.run_sync(
            save,
            key,
            value,
            abandon_on_cancel=True,
            limiter=self._pool,
        )

    def close(self):
        pass
