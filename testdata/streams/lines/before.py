import asyncio


async def show(host):
    reader, writer = await asyncio.open_connection(host, 80)
    async for line in reader:
        print(line)
    writer.close()


async def collect(host):
    reader, writer = await asyncio.open_unix_connection(host)
    writer.write_eof()
    return [line async for line in reader]
