import anyio


class Program:
    async def main(self, verbose):
        await anyio.sleep(1)

    def start(self):
        anyio.run(self.main(True))
