import anyio


async def main(name="x"):
    return name


def start(name):
    print("before")

    # The call.
    result = anyio.run(
        main,
        name,  # of somebody
    )
    text = """
    stays
        where it is
"""
    return result, text


def again(name):
    return anyio.run(
        main,
        name,
    )
