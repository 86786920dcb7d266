import anyio


async def read(session):
    async with session.get() as response:
        with anyio.fail_after(None):
            text = """
    not code
    """
            return await response.text(), text
