import anyio
from contextlib import suppress


async def work(step):
    with suppress(KeyError, anyio.get_cancelled_exc_class()):
        await step()
