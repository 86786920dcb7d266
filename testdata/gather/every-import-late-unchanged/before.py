"""Imports follow a function that they need."""


def prepare():
    print("before asyncio is imported")


prepare()

import asyncio


async def f(x):
    return x


async def both():
    first, second = await asyncio.gather(f(1), f(2))
    return first + second
