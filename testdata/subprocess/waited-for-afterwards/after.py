import anyio
import subprocess


async def size(path):
    proc = await anyio.run_process(
        ["du", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )

    stdout = proc.stdout
    result = proc.returncode
    assert result == 0
    return stdout
