from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")  # type: ignore[deprecated]
async def start():
    print("start")
