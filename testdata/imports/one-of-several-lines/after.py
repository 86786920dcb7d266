from asyncio import (
    Queue,
)


def make():
    return Queue()
