import asyncio


async def main(process):
    stdout, stderr = await asyncio.wait_for(process.communicate(), 10)  # seconds
    return stdout, stderr
