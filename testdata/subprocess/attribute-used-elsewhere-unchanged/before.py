import asyncio


class Runner:
    async def start(self):
        self.runner_process = await asyncio.create_subprocess_exec("serve", stdout=-1)

    async def read(self):
        return await self.runner_process.stdout.readline()
