import asyncio


async def copy(source, target):
    await asyncio.to_thread(
        source.copy,
        target,  # overwritten
    )
    await asyncio.to_thread(
        source.copy,
        target
    )
    await asyncio.to_thread(
        lambda: source.copy(
            target
        )
    )
    await asyncio.to_thread(
        source.copy, target
    )
    await asyncio.to_thread(source.copy, target,)
    await asyncio.to_thread(
        lambda: source.copy_to(target, exclude=None, overwrite=True, links=False)
    )
