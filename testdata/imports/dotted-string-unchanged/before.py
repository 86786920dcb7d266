import asyncio

LAZY = {"queue": "asyncio.Queue"}
