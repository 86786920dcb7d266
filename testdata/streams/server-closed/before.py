import asyncio


class Echo:
    async def _handle(self, reader, writer):
        while data := await reader.read(100):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def serve(self, port):
        server = await asyncio.start_server(
            client_connected_cb=self._handle,
            host="",
            port=port,
            backlog=10,
        )
        try:
            await server.serve_forever()
        finally:
            server.close()
            await server.wait_closed()


async def ignore(reader, writer):
    writer.close()


async def serve_here(path):
    server = await asyncio.start_unix_server(ignore, path)
    print(server.sockets[0].getsockname())
    task = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(1)
    task.cancel()
