import asyncio


async def end(host):
    reader, writer = await asyncio.open_connection(host, 80)
    if writer.can_write_eof():
        writer.write_eof()
    writer.close()
