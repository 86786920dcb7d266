import asyncio
from contextlib import suppress


async def connect():
    try:
        reader, writer = await asyncio.open_connection("localhost", 80)
    except ConnectionRefusedError:
        return False
    try:
        writer.write(b"hello")
        await writer.drain()
        await reader.readexactly(5)
        await reader.readuntil(b"\r\n")
    except (ConnectionResetError, BrokenPipeError) as error:
        print(error)
    except asyncio.IncompleteReadError:
        return None
    except (asyncio.LimitOverrunError, ValueError):
        return ""
    finally:
        with suppress(OSError):
            writer.close()
    return True


async def read(reader):
    return await reader.readexactly(4)


async def answer():
    reader, writer = await asyncio.open_connection("localhost", 80)
    try:
        return await read(reader)
    except EOFError:
        return None
    finally:
        writer.close()
