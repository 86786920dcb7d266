from fastapi import FastAPI


def create_app(settings) -> FastAPI:
    """Make the application."""
    log = []
    application = FastAPI()

    @application.get("/")
    async def index():
        return log

    @application.on_event("startup")
    async def start():
        log.append(settings.name)

    @application.on_event("shutdown")
    async def stop():
        log.clear()

    return application
