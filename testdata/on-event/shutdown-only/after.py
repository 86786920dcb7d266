from contextlib import asynccontextmanager

import fastapi


@asynccontextmanager
async def lifespan(api: fastapi.FastAPI):
    try:
        yield
    finally:
        flush()


# The one application of this service.
api = fastapi.FastAPI(
    title="Shop",
    docs_url=None,
    lifespan=lifespan,
)


def flush():
    print("bye")
