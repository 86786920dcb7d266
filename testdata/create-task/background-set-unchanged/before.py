import asyncio

BACKGROUND = set()


async def handle(request, log):
    task = asyncio.create_task(log(request))
    BACKGROUND.add(task)
    task.add_done_callback(BACKGROUND.discard)
