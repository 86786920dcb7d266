async def fetch(client):
    try:
        return await client.get()
    except TimeoutError:
        return None
