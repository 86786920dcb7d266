import asyncio


async def ping():
    pinger = await asyncio.create_subprocess_exec("ping", stdin=None, stdout=-1, stderr=-1)
    try:
        async with asyncio.timeout(5):
            out, errors = await pinger.communicate()
        return out
    except TimeoutError:
        if pinger:
            pinger.kill()
            del pinger
        return None
