import asyncio
from asyncio.subprocess import PIPE


async def lines():
    proc = await asyncio.create_subprocess_exec("ls", "-l", stdout=PIPE)
    async for line in proc.stdout:
        print(line)
    await proc.wait()


async def both():
    process = await asyncio.create_subprocess_shell(
        "make",
        stdout=PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    while True:
        line = await process.stdout.readline()
        if not line:
            break
        print(line.decode())
    errors = await process.stderr.read()
    first = await process.stdout.readexactly(4)
    await process.communicate()
    return errors, first, process.returncode
