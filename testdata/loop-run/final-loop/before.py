import asyncio
from typing import Final


async def main():
    pass


def start():
    loop: Final = asyncio.new_event_loop()
    loop.run_until_complete(main())
    loop.close()
