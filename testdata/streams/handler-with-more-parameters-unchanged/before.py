import asyncio
from functools import partial


async def handle(name, reader, writer):
    writer.close()


async def answer(reader, writer):
    writer = writer or reader
    writer.close()


async def serve(name):
    server = await asyncio.start_server(partial(handle, name), "127.0.0.1", 8888)
    await server.serve_forever()


async def serve_lambda(name):
    server = await asyncio.start_server(lambda r, w: handle(name, r, w), "127.0.0.1", 8889)
    await server.serve_forever()


async def serve_rebound():
    server = await asyncio.start_server(answer, "127.0.0.1", 8890)
    await server.serve_forever()
