from fastapi import FastAPI

from .cache import fill

app = FastAPI()


@app.on_event("startup")
async def warm_up():
    await fill()


@app.post("/warm-up")
async def warm_up_again():
    await warm_up()
