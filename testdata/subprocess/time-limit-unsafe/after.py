import anyio
import subprocess


async def version():
    proc = await anyio.run_process(["git", "--version"], stdout=subprocess.PIPE, stderr=None, check=False)
    out = proc.stdout
    return out


async def main():
    with anyio.fail_after(5):
        return await version()
