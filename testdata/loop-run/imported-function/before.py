from asyncio import new_event_loop, set_event_loop

from app import serve


def start():
    loop = new_event_loop()
    set_event_loop(loop)
    loop.run_until_complete(serve(port=80))
    loop.close()
