import asyncio


async def version():
    proc = await asyncio.create_subprocess_exec("git", "--version", stdout=asyncio.subprocess.PIPE)
    out, _ = await proc.communicate()
    return out


async def main():
    async with asyncio.timeout(5):
        return await version()
