import anyio


def main():
    return anyio.sleep(0)


def start():
    anyio.run(main)
