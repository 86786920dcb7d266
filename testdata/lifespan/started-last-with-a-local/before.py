import asyncio

from fastapi import FastAPI

from .database import connect
from .mail import deliver_mail

app = FastAPI()


@app.on_event("startup")
async def start():
    database = await connect()
    asyncio.create_task(deliver_mail(database))
