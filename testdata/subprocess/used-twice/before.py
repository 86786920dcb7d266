import asyncio


async def call():
    proc = await asyncio.create_subprocess_exec("first")
    await proc.communicate()
    print(proc.returncode)
    proc = await asyncio.create_subprocess_exec("second")
    await proc.communicate()
    print(proc.returncode)
