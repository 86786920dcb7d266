# after: anyio only
# python: 3.11
"""Processes that are communicated with while something else may end them."""
import asyncio
import sys


async def in_time(seconds):
    proc = await asyncio.create_subprocess_exec(
        "sh", "-c", f"echo started; exec sleep {seconds}", stdout=asyncio.subprocess.PIPE
    )
    try:
        out, err = await asyncio.wait_for(proc.communicate(), timeout=1)
    except TimeoutError:
        proc.kill()
        await proc.communicate()
        return "killed", proc.returncode
    return out, err, proc.returncode


async def with_input(data, *command):
    proc = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    await asyncio.sleep(0)
    out, _ = await proc.communicate(data)
    return len(out), proc.returncode


async def stop(proc: asyncio.subprocess.Process):
    if proc.returncode is None:
        proc.terminate()
    return await proc.wait()


class Server:
    def __init__(self):
        self.process: asyncio.subprocess.Process | None = None

    async def start(self):
        self.process = await asyncio.create_subprocess_shell(
            "read line; echo got $line; exec sleep 60",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )

    async def ask(self, line):
        self.process.stdin.write(line)
        await self.process.stdin.drain()
        return await self.process.stdout.readline()

    async def close(self):
        if self.process is not None:
            self.process.terminate()
            print(await self.process.wait())


async def main():
    print(await in_time(0), await in_time(60))
    print(await with_input(b"x" * 1_000_000, "cat"))
    print(await with_input(b"", "cat"), await with_input(b"y" * 1_000_000, "true"))
    sleeper = await asyncio.create_subprocess_exec("sleep", "60")
    print(await stop(sleeper))
    server = Server()
    await server.start()
    print(await server.ask(b"word\n"))
    await server.close()
    try:
        missing = await asyncio.create_subprocess_exec("/no/such/program", stdout=asyncio.subprocess.PIPE)
        await missing.stdout.readline()
    except FileNotFoundError:
        print("missing")


asyncio.run(main())
