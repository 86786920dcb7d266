import anyio
import subprocess


async def call(*command):
    process = await anyio.run_process(
        [*command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return process.returncode
