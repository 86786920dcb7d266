"""Lists first, then what is registered, each kind of handler once."""

from fastapi import FastAPI

log = []


async def connect():
    log.append("connect")


def disconnect():
    log.append("disconnect")


app = FastAPI(on_startup=[connect], on_shutdown=[disconnect])


@app.get("/")
async def index():
    log.append("request")
    return app.state.name


@app.on_event("startup")
def choose_name():
    log.append("choose name")
    app.state.name = "shop"


@app.on_event("shutdown")
async def forget_name():
    log.append(f"forget {app.state.name}")


@app.on_event("startup")
async def announce():
    log.append(f"announce {app.state.name}")


app.router.add_event_handler("shutdown", lambda: log.append("lambda"))
app.router.add_event_handler("shutdown", disconnect)
