import asyncio


async def main(text):
    print(text)


asyncio.run(
    main(
        """one
        two
        """,
    )
)
