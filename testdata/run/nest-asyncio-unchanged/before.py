import asyncio

import nest_asyncio

nest_asyncio.apply()


async def main():
    print("x")


asyncio.run(main())
