from asyncio import Queue, gather


def make():
    return Queue(), gather
