import asyncio

from fastapi import FastAPI

from .database import connect
from .mail import clean, deliver_mail

app = FastAPI()
tasks = []


@app.on_event("startup")
async def start():
    await connect(app)

    # Mail goes out once a minute,
    # and its traces once a day.
    tasks.append(asyncio.create_task(deliver_mail(app.state, every=60), name="mail"))
    tasks.append(asyncio.create_task(clean()))


@app.on_event("shutdown")
async def stop():
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    tasks.clear()
