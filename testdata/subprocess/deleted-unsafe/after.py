import anyio


async def _communicate(process, data=None):
    """Give a process its input, read all that it writes, and wait until it ends."""

    async def write(stream):
        try:
            if data:
                await stream.send(data)
        except (BrokenPipeError, ConnectionResetError, anyio.BrokenResourceError):
            pass
        await stream.aclose()

    async def read(stream, chunks):
        async for chunk in stream:
            chunks.append(chunk)

    stdout, stderr = [], []
    async with anyio.create_task_group() as tg:
        if process.stdin:
            tg.start_soon(write, process.stdin)
        if process.stdout:
            tg.start_soon(read, process.stdout, stdout)
        if process.stderr:
            tg.start_soon(read, process.stderr, stderr)
    await process.wait()
    return (
        b"".join(stdout) if process.stdout else None,
        b"".join(stderr) if process.stderr else None,
    )


async def ping():
    pinger = await anyio.open_process(["ping"], stdin=None, stdout=-1, stderr=-1)
    try:
        with anyio.fail_after(5):
            out, errors = await _communicate(pinger)
        return out
    except TimeoutError:
        if pinger:
            pinger.kill()
            del pinger
        return None
