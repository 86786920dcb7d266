import asyncio


async def output(watch):
    proc = await asyncio.create_subprocess_exec("ls", stdout=-1)
    out, _ = await proc.communicate()
    watch(proc)
    return out


async def start():
    return await asyncio.create_subprocess_exec("ls")


class Server:
    async def start(self):
        self.process = await asyncio.create_subprocess_exec("serve")
