import asyncio


async def run():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    await proc.stdout.readline()
    rest, _ = await proc.communicate()
    return rest
