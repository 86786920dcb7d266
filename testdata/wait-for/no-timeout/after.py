async def main(queue):
    await queue.get()
