import fastapi

# The one application of this service.
api = fastapi.FastAPI(
    title="Shop",
    docs_url=None,
)


@api.on_event("shutdown")
def flush():
    print("bye")
