import asyncio

__all__ = ["loop"]


async def main():
    pass


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
