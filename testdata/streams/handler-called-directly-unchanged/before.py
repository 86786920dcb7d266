import asyncio


async def handle(reader, writer):
    writer.close()


async def serve(reader, writer):
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    await handle(reader, writer)
    await server.serve_forever()
