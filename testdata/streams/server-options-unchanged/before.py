import asyncio


async def handle(reader, writer):
    writer.close()


async def limited():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888, limit=1024)
    await server.serve_forever()


async def secure(context):
    server = await asyncio.start_server(handle, "127.0.0.1", 8888, ssl=context)
    await server.serve_forever()


async def several():
    server = await asyncio.start_server(handle, ["127.0.0.1", "::1"], 8888)
    await server.serve_forever()


async def asked():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    if server.is_serving():
        await server.serve_forever()
