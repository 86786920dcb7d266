from starlette.applications import Starlette

routes = []


async def connect():
    print("connect")


def disconnect():
    print("disconnect")


async def announce():
    print("announce")


app = Starlette(routes=routes, on_startup=[connect], on_shutdown=[disconnect])
app.add_event_handler("startup", announce)
app.router.add_event_handler("shutdown", lambda: print("gone"))
app.on_event("shutdown")(disconnect)
app.state.name = "shop"
