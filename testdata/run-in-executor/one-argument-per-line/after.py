import anyio
from functools import partial


async def send(mail):
    await anyio.to_thread.run_sync(
        # the default one
        deliver,
        mail,
        abandon_on_cancel=True,
    )
    await anyio.to_thread.run_sync(
        partial(deliver, mail, timeout=3), abandon_on_cancel=True
    )
    await anyio.to_thread.run_sync(deliver,
                               mail, abandon_on_cancel=True)
    await (
        anyio.to_thread.run_sync(
            lambda: deliver(mail, timeout=3),
            abandon_on_cancel=True
        )
    )
    await anyio.to_thread.run_sync(lambda: deliver(
        mail,
    ), abandon_on_cancel=True)
