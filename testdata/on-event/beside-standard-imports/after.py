"""A service."""

import logging
import os
from contextlib import asynccontextmanager

from fastapi import FastAPI

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI):
    await start()
    yield


app = FastAPI(title=os.environ["TITLE"], lifespan=lifespan)


async def start():
    logger.info("start")
