import asyncio as aio

print("asyncio")
