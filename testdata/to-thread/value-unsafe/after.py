import anyio
from functools import partial


def start(run=partial(anyio.to_thread.run_sync, abandon_on_cancel=True)):
    return run(print)
