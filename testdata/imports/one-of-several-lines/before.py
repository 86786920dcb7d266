from asyncio import (
    Queue,
    gather,  # nobody needs it
    sleep,
)


def make():
    return Queue()
