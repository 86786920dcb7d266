import anyio


def run(main):
    # The usual way.
    return anyio.run(main)


def name():
    return "anyio"
