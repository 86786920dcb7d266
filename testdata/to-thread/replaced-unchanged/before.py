import asyncio


def fake(function):
    asyncio.to_thread = function
