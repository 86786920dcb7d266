from fastapi import FastAPI


def create_app():
    app = FastAPI()

    @app.on_event("startup")
    async def start():
        print("start")

    return app
