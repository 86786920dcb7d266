import anyio


async def copy(source, target):
    await anyio.to_thread.run_sync(
        source.copy,
        target,  # overwritten
        abandon_on_cancel=True,
    )
    await anyio.to_thread.run_sync(
        source.copy,
        target,
        abandon_on_cancel=True
    )
    await anyio.to_thread.run_sync(
        lambda: source.copy(
            target
        ),
        abandon_on_cancel=True,
    )
    await anyio.to_thread.run_sync(
        source.copy, target, abandon_on_cancel=True
    )
    await anyio.to_thread.run_sync(source.copy, target, abandon_on_cancel=True,)
    await anyio.to_thread.run_sync(
        lambda: source.copy_to(target, exclude=None, overwrite=True, links=False),
        abandon_on_cancel=True,
    )
