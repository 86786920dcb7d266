import asyncio


async def output():
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    try:
        out, _ = await asyncio.wait_for(proc.communicate(), timeout=5)
    except asyncio.TimeoutError:
        proc.kill()
        await proc.communicate()
        return None
    return out
