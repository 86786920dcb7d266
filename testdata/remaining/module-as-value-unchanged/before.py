import asyncio

print(asyncio, getattr(asyncio, "sleep"))
