import asyncio


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown()
    try:
        while True:
            print(await queue.get())
    except asyncio.QueueShutDown:
        print("end")
