import asyncio


async def lines(host):
    reader, writer = await asyncio.open_connection(host, 80)
    while line := await reader.readline():
        print(line)
    writer.close()
