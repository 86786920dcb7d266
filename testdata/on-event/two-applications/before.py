from fastapi import FastAPI

app = FastAPI()
admin = FastAPI()


@app.on_event("startup")
async def start():
    print("app")


@admin.on_event("startup")
async def start_admin():
    print("admin")
