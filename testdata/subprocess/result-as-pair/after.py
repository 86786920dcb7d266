import anyio


async def both(command):
    proc = await anyio.run_process(command, stdout=-1, stderr=-1, check=False)
    result = proc.stdout, proc.stderr
    return result


async def pair(command):
    proc = await anyio.run_process(command, stdout=-1, stderr=-1, check=False)
    return proc.stdout, proc.stderr
