import asyncio


class Unique(asyncio.Queue):
    def _put(self, item):
        if item not in self._queue:
            super()._put(item)
