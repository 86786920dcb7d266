import anyio


async def main(client, url):
    with anyio.fail_after(client.timeout):
        response = await client.get(
            url,
            # not too fast
            retries=3,
        )
    return response
