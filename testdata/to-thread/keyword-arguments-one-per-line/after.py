import anyio
from functools import partial


async def send(mail):
    await anyio.to_thread.run_sync(partial(
        deliver,
        mail,
        # the server is slow
        timeout=30,
        text='''first
''',
    ), abandon_on_cancel=True)
    return await anyio.to_thread.run_sync(
        partial(
            deliver,
            mail,

            timeout=30,  # seconds
            retries=2
        ),
        abandon_on_cancel=True,
    )
