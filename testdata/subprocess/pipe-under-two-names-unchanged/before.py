import asyncio


async def run():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    out = proc.stdout
    await out.readline()
    await proc.stdout.readline()
