# after: anyio only
import asyncio


class Server:
    def __init__(self, port):
        self.port = port

    async def serve(self, host):
        await asyncio.sleep(0)
        return f"{host}:{self.port}"

    @classmethod
    async def default(cls):
        return await cls(80).serve("here")


server = Server(1)
print(asyncio.run(server.serve("there")))
print(asyncio.run(Server(2).serve("elsewhere")))
print(asyncio.run(Server.default()))
