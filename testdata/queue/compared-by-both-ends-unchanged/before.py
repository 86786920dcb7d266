import asyncio


class Hub:
    def __init__(self):
        self.readers = []
        self.writers = []

    async def run(self):
        queue = asyncio.Queue()
        self.readers.append(queue)
        self.writers.append(queue)
        for reader in self.readers:
            await reader.get()
        for writer in self.writers:
            await writer.put(1)
        self.writers.remove(queue)
