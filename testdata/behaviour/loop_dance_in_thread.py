# after: anyio only
import asyncio
import threading

results = []


async def work(name):
    await asyncio.sleep(0)
    return name.upper()


def target(name):
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        results.append(loop.run_until_complete(work(name)))
    finally:
        loop.close()


for name in "abc":
    thread = threading.Thread(target=target, args=(name,))
    thread.start()
    thread.join()
print(results)
