from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
async def handler():
    print("start")


@app.on_event("shutdown")
async def handler():
    print("stop")
