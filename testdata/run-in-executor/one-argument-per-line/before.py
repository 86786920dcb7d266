import asyncio
from functools import partial


async def send(mail):
    loop = asyncio.get_running_loop()

    await loop.run_in_executor(
        None,  # the default one
        deliver,
        mail,
    )
    await loop.run_in_executor(
        None, partial(deliver, mail, timeout=3)
    )
    await loop.run_in_executor(None,
                               deliver,
                               mail)
    await (
        loop
        .run_in_executor(
            None,
            lambda: deliver(mail, timeout=3)
        )
    )
    await loop.run_in_executor(None, lambda: deliver(
        mail,
    ))
