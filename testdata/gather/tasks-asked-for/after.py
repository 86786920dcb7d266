import anyio


async def _gather(*coros):
    """Run coroutines concurrently and raise the first exception as it is."""
    try:
        return list(await anyio.gather(*coros))
    except ExceptionGroup as excgroup:
        raise excgroup.exceptions[0]


async def update(entity):
    print(entity)


async def update_all(entities):
    tasks = []
    for entity in entities:
        task = update(
            entity,
        )
        tasks.append(task)
    if tasks:
        await _gather(*tasks)
