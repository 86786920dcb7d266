import asyncio


async def lines():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    async for line in proc.stdout:
        print(line)
    await proc.wait()
