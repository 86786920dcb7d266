import asyncio.subprocess

print("x")
