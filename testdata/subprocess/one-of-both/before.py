import asyncio


async def version():
    proc = await asyncio.create_subprocess_exec("git", "--version", stdout=asyncio.subprocess.PIPE)
    return (await proc.communicate())[0].decode().strip()
