import asyncio


async def show(stream):
    async for line in stream:
        print(line)


async def run(other):
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    await show(proc.stdout)
    await show(other)
