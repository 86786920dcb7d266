from fastapi import FastAPI


class Server:
    def __init__(self):
        self.app = FastAPI()
        self.register()

    def register(self):
        @self.app.on_event("startup")
        async def start():
            print("start")
