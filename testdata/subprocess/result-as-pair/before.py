import asyncio


async def both(command):
    proc = await asyncio.create_subprocess_shell(command, stdout=-1, stderr=-1)
    result = await proc.communicate()
    return result


async def pair(command):
    proc = await asyncio.create_subprocess_shell(command, stdout=-1, stderr=-1)
    return await proc.communicate()
