from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.on_event("startup")
async def start_router():
    print("router")


app = FastAPI()
app.include_router(router)


@app.on_event("startup")
async def start():
    print("app")
