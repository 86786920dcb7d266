import asyncio


async def output(setup, options):
    proc = await asyncio.create_subprocess_exec("ls", preexec_fn=setup)
    await proc.communicate()
    other = await asyncio.create_subprocess_exec("ls", **options)
    await other.communicate()
    third = await asyncio.create_subprocess_exec("ls", close_fds=False)
    await third.communicate()
