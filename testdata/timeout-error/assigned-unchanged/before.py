import asyncio

asyncio.TimeoutError = KeyError
