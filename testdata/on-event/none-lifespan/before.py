from fastapi import FastAPI

app = FastAPI(lifespan=None)


@app.on_event("startup")
def start():
    print("start")
