import asyncio


async def send(mail):
    await asyncio.to_thread(
        deliver,
        mail,
        # the server is slow
        timeout=30,
        text='''first
''',
    )
    return await asyncio.to_thread(
        deliver,
        mail,

        timeout=30,  # seconds
        retries=2
    )
