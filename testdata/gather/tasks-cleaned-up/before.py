import asyncio


async def finally_only(functions):
    tasks = tuple(asyncio.create_task(f()) for f in functions)
    try:
        results = await asyncio.gather(*tasks)
        print(results)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return results


async def handler(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        return tuple(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            if not task.done():
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


async def longer(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        return await asyncio.gather(*tasks)
    except OSError:
        return []
    finally:
        for task in tasks:
            task.cancel()
        print("end")


async def under_a_handler(functions):
    tasks = [asyncio.create_task(f()) for f in functions]
    try:
        return await asyncio.gather(*tasks)
    except OSError:
        return []
    finally:
        for task in tasks:
            task.cancel()
