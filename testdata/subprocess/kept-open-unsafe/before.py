import asyncio


async def stop():
    proc = await asyncio.create_subprocess_exec("sleep", "9", start_new_session=True)
    proc.terminate()
    print(proc.pid, await proc.wait(), proc.returncode)


async def shell():
    proc = await asyncio.create_subprocess_shell("sleep 9", stdin=None, stdout=None, stderr=None)
    proc.kill()
    return await proc.wait()
