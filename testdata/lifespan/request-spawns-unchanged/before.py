import asyncio

from fastapi import FastAPI

from .mail import send

app = FastAPI()


@app.post("/mail")
async def mail(text: str):
    asyncio.create_task(send(text))
