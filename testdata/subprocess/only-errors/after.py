import anyio
import subprocess


async def errors(*command):
    process = await anyio.run_process([*command], stderr=subprocess.PIPE, cwd="/", stdout=None, check=False)
    # What went wrong.
    err = process.stderr
    return err
