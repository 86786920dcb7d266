from fastapi import FastAPI

from .database import connect

app = FastAPI(on_startup=[connect])
