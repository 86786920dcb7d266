# after: any
import asyncio


async def gives_up(delay):
    await asyncio.sleep(delay)
    raise asyncio.CancelledError


async def fine(n):
    await asyncio.sleep(0.001)
    return n


async def gathered():
    return await asyncio.gather(fine(1), gives_up(0.01))


async def ignored():
    await asyncio.gather(fine(1), gives_up(0.01))


async def of_unknown(functions):
    return await asyncio.gather(*(function(0.01) for function in functions))


async def main():
    for work in (ignored(), of_unknown([gives_up, fine])):
        try:
            print(await work)
        except asyncio.CancelledError:
            print("cancelled")


asyncio.run(main())
