import asyncio


async def handle(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
):
    writer.write(await reader.readexactly(1))
    writer.close()


async def serve():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    await server.serve_forever()


async def serve_locally(path):
    server = await asyncio.start_unix_server(handle, path=path)
    await server.serve_forever()
