import asyncio
import contextlib

from fastapi import FastAPI

from .database import connect
from .mail import deliver_mail

app = FastAPI()
mail_task = None


@app.on_event("startup")
async def start():
    global mail_task
    await connect()
    # Mail goes out once a minute.
    mail_task = asyncio.create_task(deliver_mail())


@app.on_event("shutdown")
async def stop():
    mail_task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await mail_task
