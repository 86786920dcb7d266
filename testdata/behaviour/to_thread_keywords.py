# after: anyio only
import asyncio
from asyncio import to_thread


def join(*parts, separator=" ", limiter=None):
    return separator.join(parts), limiter


async def main():
    print(await asyncio.to_thread(join, "a", "b"))
    print(await asyncio.to_thread(join, "a", "b", separator="-", limiter=1))
    options = {"separator": "+"}
    print(await to_thread(join, *["c", "d"], **options))


asyncio.run(main())
