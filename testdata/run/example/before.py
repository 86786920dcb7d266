import asyncio


async def serve(host, port, *, debug=False):
    print(host, port, debug)


async def check():
    print("ok")


if __name__ == "__main__":
    asyncio.run(check())
    asyncio.run(serve("localhost", 8080))
    asyncio.run(serve("localhost", port=8080, debug=True))
