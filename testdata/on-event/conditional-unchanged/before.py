from fastapi import FastAPI

from . import settings

app = FastAPI()

if settings.warm:

    @app.on_event("startup")
    async def warm_up():
        print("warm")


@app.on_event("shutdown")
async def stop():
    print("stop")
