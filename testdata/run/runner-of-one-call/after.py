import anyio


async def main():
    print("x")


anyio.run(main)
