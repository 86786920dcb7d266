import anyio
from functools import partial


async def main(name, loud=False):
    print(name, loud)


def start(name):
    """Runs it."""
    print("""before
            the run""")

    # With a name.
    result = anyio.run(
        partial(
            main,
            name,
            loud=True,
        )
    )

    print("after")
    return result
