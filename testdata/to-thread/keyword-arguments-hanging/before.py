import asyncio


async def send(mail, **options):
    await asyncio.to_thread(deliver, mail,
                            timeout=30)
    await asyncio.to_thread(
        deliver, mail, **options
    )
    await asyncio.to_thread(deliver, **options)
