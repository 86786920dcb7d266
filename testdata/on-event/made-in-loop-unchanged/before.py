from fastapi import FastAPI

apps = []
for name in ("shop", "admin"):
    app = FastAPI(title=name)

    @app.on_event("startup")
    async def start():
        print("start")

    apps.append(app)
