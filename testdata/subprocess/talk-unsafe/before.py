import asyncio


class Calculator:
    def __init__(self):
        self.process: asyncio.subprocess.Process | None = None

    async def start(self):
        self.process = await asyncio.create_subprocess_exec(
            "bc",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )

    async def ask(self, line):
        if self.process is None:
            await self.start()
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            self.process.stdin.write(line)
            await self.process.stdin.drain()
        except BrokenPipeError:
            return None
        return await self.process.stdout.readline()

    async def stop(self):
        self.process.stdin.close()
        await self.process.wait()
        self.process = None
