"""needs starlette<1: a plain Starlette application, whose lists of handlers are gone from 1.0."""

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

log = []


async def index(request):
    return PlainTextResponse(request.app.state.name)


async def connect():
    log.append("connect")


def disconnect():
    log.append("disconnect")


app = Starlette(routes=[Route("/", index)], on_startup=[connect], on_shutdown=[disconnect])
app.state.name = "shop"


@app.on_event("startup")
async def announce():
    log.append("announce")


app.add_event_handler("shutdown", announce)
