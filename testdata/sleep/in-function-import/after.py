async def poll():
    import anyio

    await anyio.sleep(1)
