# after: anyio only
import asyncio
import sys


async def main():
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('a'); print('b')", stdout=asyncio.subprocess.PIPE
    )
    async for line in proc.stdout:
        print(line)
    print(await proc.wait())


asyncio.run(main())
