import asyncio


async def main():
    print("x")


def in_a_notebook():
    import nest_asyncio

    nest_asyncio.apply()
    loop = asyncio.get_event_loop()
    return loop.run_until_complete(main())
