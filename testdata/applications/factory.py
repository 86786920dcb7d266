"""Handlers that are closures of a factory."""

from fastapi import FastAPI

log = []


def create_app(name):
    application = FastAPI()

    @application.on_event("startup")
    async def start():
        log.append(f"start {name}")
        application.state.name = name

    @application.get("/")
    async def index():
        return application.state.name

    @application.on_event("shutdown")
    def stop():
        log.append(f"stop {name}")

    return application


app = create_app("shop")
