import asyncio


async def output():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    out, _ = await proc.communicate()
    return out
