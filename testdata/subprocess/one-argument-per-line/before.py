import asyncio


async def remote(host, *command):
    process = await asyncio.create_subprocess_exec(
        "ssh",
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=/dev/null",
        host,  # where
        *command,
        stdout=-1,
        stderr=-1,
    )
    return await process.communicate()


async def tool(path):
    process = await asyncio.create_subprocess_exec(
        "tool",
        *path,
        stdout=-1,
        limit=1024,
    )
    return await process.communicate()
