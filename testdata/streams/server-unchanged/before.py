import asyncio


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    writer.write(await reader.read(100))
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    async with server:
        await server.serve_forever()
