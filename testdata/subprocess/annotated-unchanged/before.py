import asyncio


async def output(process: asyncio.subprocess.Process):
    await process.wait()


async def start():
    process: asyncio.subprocess.Process = await asyncio.create_subprocess_exec("ls")
    await process.communicate()
