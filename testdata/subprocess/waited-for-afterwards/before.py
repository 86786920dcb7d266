import asyncio


async def size(path):
    proc = await asyncio.create_subprocess_exec(
        "du", path, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )

    stdout, _ = await proc.communicate()
    result = await proc.wait()
    await proc.wait()
    assert result == 0
    return stdout
