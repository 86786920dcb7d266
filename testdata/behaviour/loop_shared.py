# after: asyncio stays
import asyncio


async def start(tasks):
    async def tick():
        for number in range(3):
            await asyncio.sleep(0)
            print("tick", number)

    tasks.append(asyncio.create_task(tick()))


async def finish(tasks):
    await tasks[0]


tasks = []
loop = asyncio.new_event_loop()
loop.run_until_complete(start(tasks))
loop.run_until_complete(finish(tasks))
loop.close()
