from contextlib import asynccontextmanager

from fastapi import FastAPI


class Server:
    def __init__(self, service):
        self.service = service

        @asynccontextmanager
        async def lifespan(app: FastAPI):
            await self.start()
            try:
                yield
            finally:
                await stop()

        self.app = FastAPI(title="Shop", lifespan=lifespan)

        async def stop():
            await self.service.stop()

    async def start(self):
        await self.service.start()
