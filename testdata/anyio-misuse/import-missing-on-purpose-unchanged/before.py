async def wait():
    try:
        await anyio.sleep(1)
    except NameError:
        pass
