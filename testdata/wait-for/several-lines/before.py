import asyncio


async def main(client, url):
    response = await asyncio.wait_for(
        client.get(
            url,
            # not too fast
            retries=3,
        ),
        timeout=client.timeout,
    )
    return response
