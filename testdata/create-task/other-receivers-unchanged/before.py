"""Methods of that name that are not asyncio's."""


class Scheduler:
    def create_task(self, coro):
        return self.loop_like.create_task(coro)

    async def run(self, nursery, hass, job):
        self.create_task(job())
        hass.create_task(job())
        nursery.start_soon(job)
        await self.run_in_executor(None, job)
        task = hass.loop.create_task_of(job)
        task.cancel()


def main(asyncio, job):
    asyncio.create_task(job())
    asyncio.get_event_loop().create_task(job())
