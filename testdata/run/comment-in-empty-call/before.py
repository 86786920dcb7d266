import asyncio


async def main():
    print("x")


asyncio.run(main(
    # nothing to say
))
