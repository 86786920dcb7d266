import asyncio


async def fetch(host):
    reader, writer = await asyncio.open_connection(host, 80)
    body = await reader.read()
    writer.close()
    return body
