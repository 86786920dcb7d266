from fastapi import FastAPI

from .services import lifespan

service = lifespan()
app = FastAPI()


@app.on_event("startup")
async def start():
    await service.start()
