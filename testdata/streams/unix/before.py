import asyncio


async def ping(path):
    reader, writer = await asyncio.open_unix_connection(path)
    try:
        writer.write(b"ping")
        return await reader.readexactly(4)
    finally:
        writer.close()
