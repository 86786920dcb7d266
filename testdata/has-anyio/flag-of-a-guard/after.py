import nest_asyncio
import uvloop


def prepare():
    nest_asyncio.apply()
    return uvloop
