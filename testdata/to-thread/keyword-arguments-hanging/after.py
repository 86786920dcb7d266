import anyio
from functools import partial


async def send(mail, **options):
    await anyio.to_thread.run_sync(partial(deliver, mail,
                            timeout=30), abandon_on_cancel=True)
    await anyio.to_thread.run_sync(
        partial(deliver, mail, **options), abandon_on_cancel=True
    )
    await anyio.to_thread.run_sync(partial(deliver, **options), abandon_on_cancel=True)
