from .main import app


@app.on_event("startup")
async def start():
    print("start")
