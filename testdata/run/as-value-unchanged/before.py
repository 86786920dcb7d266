import asyncio
from functools import partial

start = partial(asyncio.run, debug=True)
runner = asyncio.run
