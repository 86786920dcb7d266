import anyio


async def main(text):
    print(text)


anyio.run(
    main,
    """one
        two
        """,
)
