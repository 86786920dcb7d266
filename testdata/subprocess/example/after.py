import anyio
import subprocess


async def listing(path):
    process = await anyio.run_process(
        ["ls", "-l", path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    out, err = process.stdout, process.stderr
    if process.returncode != 0:
        raise OSError(err.decode())
    return out.decode()
