import asyncio

asyncio.iscoroutinefunction = lambda function: True
