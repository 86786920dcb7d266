import asyncio
from asyncio import Queue

__all__ = ["asyncio", "Queue"]
