import anyio


async def call():
    proc = await anyio.run_process(["first"], stdout=None, stderr=None, check=False)
    print(proc.returncode)
    proc = await anyio.run_process(["second"], stdout=None, stderr=None, check=False)
    print(proc.returncode)
