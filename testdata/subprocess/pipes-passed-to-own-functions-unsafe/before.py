import asyncio


async def show(stream: asyncio.StreamReader, name):
    async for line in stream:
        print(name, line)


async def feed(stream: asyncio.StreamWriter, lines):
    for line in lines:
        stream.write(line)
        await stream.drain()
    stream.close()
    await stream.wait_closed()


async def run(lines):
    proc = await asyncio.create_subprocess_exec("sort", stdin=-1, stdout=-1, stderr=-1)
    await asyncio.gather(show(proc.stdout, "out"), show(proc.stderr, "err"), feed(proc.stdin, lines))
    return await proc.wait()


async def run_again():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    await show(proc.stdout, "out")
    if proc.returncode is None:
        proc.terminate()
