import anyio
import subprocess


async def upper(text):
    proc = await anyio.run_process(
        ["tr", "a-z", "A-Z"], input=text.encode(), stdout=subprocess.PIPE, stderr=None, check=False
    )
    out, err = proc.stdout, proc.stderr
    return out
