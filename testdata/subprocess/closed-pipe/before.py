import asyncio


async def call():
    proc = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, limit=1024)
    await proc.communicate()
