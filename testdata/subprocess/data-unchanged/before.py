import asyncio


async def upper(text):
    proc = await asyncio.create_subprocess_exec(
        "tr", "a-z", "A-Z", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    out, err = await proc.communicate(text.encode())
    return out
