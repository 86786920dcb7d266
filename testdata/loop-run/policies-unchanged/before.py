import asyncio

import uvloop

asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
asyncio.set_event_loop(uvloop.new_event_loop())
Loop = asyncio.SelectorEventLoop
current = asyncio.get_event_loop
