import anyio


async def stop():
    proc = await anyio.open_process(["sleep", "9"], start_new_session=True, stdin=None, stdout=None, stderr=None)
    proc.terminate()
    print(proc.pid, await proc.wait(), proc.returncode)


async def shell():
    proc = await anyio.open_process("sleep 9", stdin=None, stdout=None, stderr=None)
    proc.kill()
    return await proc.wait()
