import asyncio


async def listing(path):
    process = await asyncio.create_subprocess_exec(
        "ls",
        "-l",
        path,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    if process.returncode != 0:
        raise OSError(err.decode())
    return out.decode()
