import asyncio


async def ticker():
    while True:
        await asyncio.sleep(1)


async def main(run=print):
    print("starting")
    asyncio.create_task(ticker())
    await asyncio.sleep(3)
    run("done")


asyncio.run(main())
