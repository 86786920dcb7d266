import asyncio


def start(client):
    return client.request()


async def main(client):
    await asyncio.wait_for(start(client), 5)
