import asyncio


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one line."""
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    print(", ".join(str(sock.getsockname()) for sock in server.sockets))
    async with server:
        await server.serve_forever()
