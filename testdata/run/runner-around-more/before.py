import asyncio


async def main(name, loud=False):
    print(name, loud)


def start(name):
    """Runs it."""
    with asyncio.Runner() as runner:
        print("""before
            the run""")

        # With a name.
        result = runner.run(
            main(
                name,
                loud=True,
            )
        )

        print("after")
    return result
