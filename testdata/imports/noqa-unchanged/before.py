import asyncio  # noqa: F401
