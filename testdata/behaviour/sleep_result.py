# after: any
import asyncio


async def main():
    value = await asyncio.sleep(0, "first")
    print(value)
    print(await asyncio.sleep(0, result=["second"]))
    await asyncio.sleep(0, "unused")

    async def third():
        return await asyncio.sleep(0, "third")

    print(await third())


asyncio.run(main())
