from fastapi import FastAPI


async def connect():
    print("connect")


app = FastAPI(on_startup=(connect,), title="Shop", on_shutdown=[])
