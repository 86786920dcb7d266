from .factory import create_app

app = create_app()


@app.on_event("startup")
async def start():
    print("start")
