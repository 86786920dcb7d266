import anyio


async def main(process):
    with anyio.fail_after(10):
        stdout, stderr = await process.communicate()  # seconds
    return stdout, stderr
