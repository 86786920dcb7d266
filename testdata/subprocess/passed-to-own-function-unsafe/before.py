import asyncio


async def stop(process: asyncio.subprocess.Process):
    if process.returncode is None:
        process.terminate()
    await process.wait()


async def run():
    process = await asyncio.create_subprocess_exec("serve")
    await asyncio.sleep(1)
    await stop(process)
