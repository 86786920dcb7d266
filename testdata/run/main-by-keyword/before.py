import asyncio


async def main(value):
    print(value)


asyncio.run(main=main(1), debug=None)
