import asyncio


async def main(first, second, third=None):
    print(first, second, third)


asyncio.run(
    main(
        1,  # the first
        # and the second
        [
            2,
        ],
    )
)
asyncio.run(main(
    "a",
    "b"
))
asyncio.run(
    main(
        1,
        2,
        third=3,  # by name
    )
)
