from fastapi import FastAPI

app = FastAPI()


# Before anything else.
@app.on_event("startup")  # deprecated
async def start():
    print("start")
