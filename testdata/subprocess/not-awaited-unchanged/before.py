import asyncio


async def output(on_shell):
    create = asyncio.create_subprocess_exec("ls")
    if on_shell:
        create = asyncio.create_subprocess_shell("ls")
    process = await create
    return await process.communicate()
