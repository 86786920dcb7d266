# after: anyio only
import asyncio
import sys

CODE = "import sys; print('out'); print('err', file=sys.stderr); sys.exit(3)"


async def both():
    proc = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        CODE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await proc.communicate()
    print(out, err, proc.returncode)


async def joined():
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CODE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT, limit=100
    )
    out, err = await proc.communicate()
    print(sorted(out.split()), err, await proc.wait())


async def dropped():
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CODE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    print(proc.pid > 0)
    await proc.wait()
    print(proc.returncode)


async def shell():
    proc = await asyncio.create_subprocess_shell("echo a; exit 2", stdout=asyncio.subprocess.PIPE)
    out, _ = await proc.communicate()
    print(out, proc.returncode)


async def data():
    proc = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "import sys; print(sys.stdin.read().upper())",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    out = (await proc.communicate(b"hi"))[0].decode().strip()
    print(out)


async def missing():
    try:
        proc = await asyncio.create_subprocess_exec("/no/such/program")
        await proc.communicate()
    except FileNotFoundError as error:
        print("missing", error.errno)


async def stopped():
    proc = await asyncio.create_subprocess_exec(sys.executable, "-c", "import time; time.sleep(9)")
    proc.terminate()
    print(await proc.wait(), proc.returncode)


async def main():
    await both()
    await joined()
    await dropped()
    await shell()
    await data()
    await missing()
    await stopped()
    sys.stdout.flush()
    # What is written goes where the program writes.
    proc = await asyncio.create_subprocess_exec("echo", "inherited")
    await proc.communicate()


asyncio.run(main())
