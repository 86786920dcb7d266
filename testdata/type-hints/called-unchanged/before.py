import asyncio

old = asyncio.coroutine(print)
make = [asyncio.coroutine]
