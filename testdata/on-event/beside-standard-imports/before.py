"""A service."""

import logging
import os

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI(title=os.environ["TITLE"])


@app.on_event("startup")
async def start():
    logger.info("start")
