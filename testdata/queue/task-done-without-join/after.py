import anyio
import math


class Worker:
    def __init__(self):
        self.jobs_send, self.jobs_receive = anyio.create_memory_object_stream(math.inf)

    async def run(self):
        while True:
            job = await self.jobs_receive.receive()
            try:
                await job()
            finally:
                print("done")

    async def run_once(self):
        job = await self.jobs_receive.receive()
        await job()
        print("done")
