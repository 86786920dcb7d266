import asyncio as asyncio
from asyncio import Queue as Queue
