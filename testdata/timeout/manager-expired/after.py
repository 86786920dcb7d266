import anyio


async def poll(source):
    with anyio.fail_after(5) as deadline:
        async for item in source:
            deadline.deadline = item.deadline
    return deadline.cancelled_caught
