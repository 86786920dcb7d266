import asyncio

SIZE = 4 * 1024


async def copy(host, file):
    reader, writer = await asyncio.open_connection(host, 80)
    while data := await reader.read(SIZE):
        file.write(data)
    rest = await asyncio.wait_for(reader.read(), 5)
    line = await asyncio.wait_for(reader.readline(), timeout=5)
    print((await reader.readuntil(b";")).decode(), await reader.readuntil())
    file.write(await reader.read(-1))
    writer.close()
    return rest, line
