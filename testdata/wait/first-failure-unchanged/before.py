import asyncio


async def until_failure(functions):
    done, pending = await asyncio.wait([asyncio.create_task(f()) for f in functions], return_when=asyncio.FIRST_EXCEPTION)
    for task in pending:
        task.cancel()
    return done
