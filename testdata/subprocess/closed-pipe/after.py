import anyio
import subprocess


async def call():
    await anyio.run_process(["cat"], stdin=subprocess.DEVNULL, stdout=None, stderr=None, check=False)
