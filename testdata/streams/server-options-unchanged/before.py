import asyncio


async def handle_few(reader, writer):
    writer.close()


async def limited():
    server = await asyncio.start_server(handle_few, "127.0.0.1", 8888, limit=1024)
    await server.serve_forever()


async def handle_secretly(reader, writer):
    writer.close()


async def secure(context):
    server = await asyncio.start_server(handle_secretly, "127.0.0.1", 8888, ssl=context)
    await server.serve_forever()


async def handle_all(reader, writer):
    writer.close()


async def several():
    server = await asyncio.start_server(handle_all, ["127.0.0.1", "::1"], 8888)
    await server.serve_forever()


async def handle_asked(reader, writer):
    writer.close()


async def asked():
    server = await asyncio.start_server(handle_asked, "127.0.0.1", 8888)
    if server.is_serving():
        await server.serve_forever()
