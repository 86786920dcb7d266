import asyncio


async def run():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    while not proc.stdout.at_eof():
        print(await proc.stdout.readline())


async def run_and_watch(watch):
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    watch(proc.stdout)


async def run_with_limit():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1, limit=1024)
    print(await proc.stdout.readline())
