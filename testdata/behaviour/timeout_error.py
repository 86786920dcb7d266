# after: anyio only
import asyncio
from asyncio import TimeoutError as Late

import anyio


async def slow():
    with anyio.fail_after(0.005):
        await asyncio.sleep(10)


def refuse(kind):
    raise kind("by hand")


async def main():
    try:
        await slow()
    except asyncio.TimeoutError:
        print("timed out")
    try:
        await slow()
    except (asyncio.TimeoutError, OSError) as error:
        print(isinstance(error, Late), isinstance(error, TimeoutError))
    try:
        refuse(asyncio.TimeoutError)
    except Late as error:
        print(error)


asyncio.run(main())
