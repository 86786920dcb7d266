from fastapi import APIRouter

router = APIRouter(prefix="/search")


@router.on_event("startup")
async def start():
    print("start")
