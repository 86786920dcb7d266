import asyncio


def handle(reader, writer):
    writer.close()


async def serve():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    await server.serve_forever()
