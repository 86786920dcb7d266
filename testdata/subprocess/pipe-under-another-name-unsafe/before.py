import asyncio


async def run():
    stdout = 1
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1, stderr=-1)
    out = proc.stdout
    assert out is not None
    async for line in out:
        print(line, stdout)
    stdin = proc.stdin
    stdin.close()


async def run_with_taken_name(stdout):
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    stdout.write(await proc.stdout.readline())
