from asyncio import Queue, gather, sleep


def make():
    return Queue(), gather
