import asyncio


async def update(devices, lookup, see, log):
    tasks: list[asyncio.Task[None]] = []

    try:
        for device in devices:
            name = await lookup(device)
            if name is None:
                continue

            tasks.append(
                asyncio.create_task(
                    see(device, name=name)
                )
            )
            tasks.append(
                asyncio.create_task(
                    see(
                        device,
                        name="again",
                    )
                )
            )

        if tasks:
            await asyncio.wait(tasks)

    except OSError:
        log("error")


async def annotated(devices, see):
    tasks: list[asyncio.Task[None]] = []
    for device in devices:
        tasks.append(asyncio.create_task(see(device)))
    await asyncio.wait(tasks)


async def waits_for_earlier_ones_again(rounds, lookup, see):
    tasks = []
    for devices in rounds:
        for device in devices:
            tasks.append(asyncio.create_task(see(await lookup(device))))
        await asyncio.wait(tasks)


async def something_else_is_done(devices, lookup, see):
    tasks = []
    for device in devices:
        tasks.append(asyncio.create_task(see(await lookup(device))))
    if tasks:
        await asyncio.wait(tasks)
    else:
        await lookup(None)
