import asyncio


async def main(name="x"):
    return name


def start(name):
    loop = asyncio.new_event_loop()
    try:
        print("before")

        # The call.
        result = loop.run_until_complete(
            main(
                name,  # of somebody
            )
        )
        text = """
    stays
        where it is
"""
        return result, text
    finally:
        loop.close()


def again(name):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(main(
            name,
        ))
    finally:
        loop.close()
