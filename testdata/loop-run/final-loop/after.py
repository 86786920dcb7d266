import anyio


async def main():
    pass


def start():
    anyio.run(main)
