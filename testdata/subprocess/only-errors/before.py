import asyncio


async def errors(*command):
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE, cwd="/")
    # What went wrong.
    _, err = await process.communicate()
    return err
