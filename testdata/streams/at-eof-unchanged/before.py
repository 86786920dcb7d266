import asyncio


async def copy(host):
    reader, writer = await asyncio.open_connection(host, 80)
    while not reader.at_eof():
        print(await reader.readline())
    if writer.can_write_eof():
        writer.write_eof()
    writer.close()
