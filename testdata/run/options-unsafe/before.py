import asyncio


async def main():
    print("x")


asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False, loop_factory=asyncio.SelectorEventLoop)
asyncio.run(
    main(),
    loop_factory=None,
    debug=__debug__,
)
