from fastapi import FastAPI


def create_app(quiet):
    app = FastAPI()
    if quiet:
        return app

    @app.on_event("startup")
    async def start():
        print("start")

    return app
