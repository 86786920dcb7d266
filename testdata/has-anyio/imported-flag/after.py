from compat import pause


async def main():
    await pause()
