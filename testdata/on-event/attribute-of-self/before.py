from fastapi import FastAPI


class Server:
    def __init__(self, service):
        self.service = service
        self.app = FastAPI(title="Shop")
        self.app.add_event_handler("startup", self.start)

        @self.app.on_event("shutdown")
        async def stop():
            await self.service.stop()

    async def start(self):
        await self.service.start()
