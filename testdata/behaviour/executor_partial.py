# after: anyio only
import asyncio
import functools
from functools import partial


def join(*parts, separator=" "):
    return separator.join(parts)


async def main():
    loop = asyncio.get_event_loop()
    print(await loop.run_in_executor(None, partial(join, "a", "b", separator="-")))
    print(await loop.run_in_executor(None, functools.partial(join, separator="+"), "c", "d"))
    text = "e"
    print(await loop.run_in_executor(None, lambda: join(text, "f")))


asyncio.run(main())
