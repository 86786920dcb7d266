from fastapi import FastAPI

from .settings import options

app = FastAPI(**options)


@app.on_event("startup")
async def start():
    print("start")
