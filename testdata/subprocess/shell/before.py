import asyncio


async def count(path):
    process = await asyncio.create_subprocess_shell(f"wc -l {path}", stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return int(out)
