import async_timeout


async def fetch(client):
    async with async_timeout.timeout(5) as scope:
        await client.get()
        scope.reject()
    async with async_timeout.timeout(5) as scope_with_deadline:
        print(scope_with_deadline.deadline)
    timeout = async_timeout.timeout(5)
    async with timeout:
        await client.get()
