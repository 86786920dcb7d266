from fastapi import FastAPI


def register(app):
    @app.on_event("shutdown")
    async def stop():
        print("stop")


api = FastAPI()
register(api)


@api.on_event("startup")
async def start():
    print("start")
