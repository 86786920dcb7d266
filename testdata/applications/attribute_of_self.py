"""An application that an object holds, with methods and closures as handlers."""

from fastapi import FastAPI

log = []


class Server:
    def __init__(self, name):
        self.name = name
        self.app = FastAPI(title=name)

        @self.app.on_event("startup")
        async def start():
            log.append(f"start {self.name}")

        self.app.router.add_event_handler("shutdown", self.stop)

    async def stop(self):
        log.append(f"stop {self.name}")


app = Server("shop").app
