import asyncio


async def output(read):
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    return read(await proc.communicate())
