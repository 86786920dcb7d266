from before import Worker


async def run(queue):
    await Worker(queue).run()
