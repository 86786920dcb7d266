import asyncio


async def read(process):
    return await process.stdout.readline()


async def run():
    process = await asyncio.create_subprocess_exec("serve", stdout=-1)
    return await read(process)
