import asyncio


async def main(first, second):
    print(first, second)


asyncio.run(main(1,
                 2))
asyncio.run(
    main(1, 2,),
)
asyncio.run(main(  # why
    1, 2))
