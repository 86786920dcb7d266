import anyio
import subprocess


async def version():
    proc = await anyio.run_process(["git", "--version"], stdout=subprocess.PIPE, stderr=None, check=False)
    return proc.stdout.decode().strip()
