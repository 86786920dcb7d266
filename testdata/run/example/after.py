import anyio
from functools import partial


async def serve(host, port, *, debug=False):
    print(host, port, debug)


async def check():
    print("ok")


if __name__ == "__main__":
    anyio.run(check)
    anyio.run(serve, "localhost", 8080)
    anyio.run(partial(serve, "localhost", port=8080, debug=True))
