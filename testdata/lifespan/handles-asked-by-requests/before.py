import asyncio
from typing import Optional

from fastapi import FastAPI

from .database import disconnect
from .mail import deliver_mail

app = FastAPI()
mail_task: Optional[asyncio.Task] = None


@app.on_event("startup")
async def start() -> None:
    global mail_task
    mail_task = asyncio.create_task(deliver_mail(), name="mail")


@app.on_event("shutdown")
async def stop():
    if mail_task is not None:
        mail_task.cancel()
        try:
            await mail_task
        except asyncio.CancelledError:
            pass
    await disconnect()


@app.get("/health")
async def health():
    return {"mail": not mail_task.done()}
