from fastapi import FastAPI

from .life import life

app = FastAPI(lifespan=life)


@app.on_event("startup")
async def start():
    print("never printed")
