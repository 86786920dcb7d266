from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
@app.on_event("shutdown")
async def log_event():
    print("event")
