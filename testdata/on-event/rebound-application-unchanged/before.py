from fastapi import FastAPI

app = FastAPI()
app = FastAPI(title="Shop")


@app.on_event("startup")
async def start():
    print("start")
