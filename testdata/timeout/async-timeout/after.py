import anyio


async def fetch(client):
    with anyio.fail_after(5) as scope:
        await client.get()
        scope.deadline += 2
        scope.deadline = 100
    if scope.cancelled_caught:
        print("late")


async def close(client):
    with anyio.fail_after(None):
        await client.close()
