# after: anyio only
"""Processes whose pipes are read and written while they run."""
import asyncio
import sys

TALKER = (
    "import sys\n"
    "for i in range(3): print('line', i, flush=True)\n"
    "sys.stdout.write('no newline')\n"
    "sys.stderr.write('first\\nsecond')\n"
)


async def read_lines(stream, name, seen):
    while True:
        line = await stream.readline()
        if not line:
            break
        seen.append((name, line))


async def read_both():
    seen = []
    proc = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        TALKER,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    await asyncio.gather(read_lines(proc.stdout, "out", seen), read_lines(proc.stderr, "err", seen))
    print(sorted(seen), await proc.wait())


async def iterate():
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", TALKER, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    async for line in proc.stdout:
        print(line)
    print([line async for line in proc.stdout], await proc.stdout.read(), await proc.stdout.readline())
    print(await proc.wait())


async def converse():
    proc = await asyncio.create_subprocess_exec(
        "cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    for word in (b"one\n", b"two\n"):
        proc.stdin.write(word)
        await proc.stdin.drain()
        print(await proc.stdout.readline())
    proc.stdin.write(b"12345678")
    await proc.stdin.drain()
    print(await proc.stdout.readexactly(4))
    proc.stdin.write(b"9;rest")
    proc.stdin.close()
    print(await proc.stdout.readuntil(b";"), await proc.stdout.read(2), await proc.stdout.read())
    print(await proc.stdout.read(10), await proc.wait())


async def killed_in_a_line():
    proc = await asyncio.create_subprocess_exec(
        "sh", "-c", "echo whole; printf part; exec sleep 60", stdout=asyncio.subprocess.PIPE
    )
    print(await proc.stdout.readline())
    print(await proc.stdout.read(4))
    proc.kill()
    print(await proc.stdout.readline(), await proc.wait())


async def ends_before_it_is_read():
    proc = await asyncio.create_subprocess_exec(
        "sh", "-c", "printf abc", stdout=asyncio.subprocess.PIPE
    )
    await proc.wait()
    try:
        await proc.stdout.readexactly(5)
    except asyncio.IncompleteReadError:
        print("incomplete")


async def large():
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "for i in range(40000): print(i)", stdout=asyncio.subprocess.PIPE
    )
    count = size = 0
    async for line in proc.stdout:
        count += 1
        size += len(line)
    print(count, size, await proc.wait())


async def main():
    await read_both()
    await iterate()
    await converse()
    await killed_in_a_line()
    await ends_before_it_is_read()
    await large()


asyncio.run(main())
