import asyncio
from asyncio import Queue
