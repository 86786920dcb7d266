from contextlib import asynccontextmanager

from fastapi import FastAPI


def create_app(settings) -> FastAPI:
    """Make the application."""
    log = []

    @asynccontextmanager
    async def lifespan(application: FastAPI):
        await start()
        try:
            yield
        finally:
            await stop()

    application = FastAPI(lifespan=lifespan)

    @application.get("/")
    async def index():
        return log

    async def start():
        log.append(settings.name)

    async def stop():
        log.clear()

    return application
