import anyio
from anyio.streams.buffered import BufferedByteReceiveStream
from contextlib import suppress


async def connect():
    try:
        writer = await anyio.connect_tcp("localhost", 80)
        reader = BufferedByteReceiveStream(writer)
    except OSError:
        return False
    try:
        await writer.send(b"hello")
        await reader.receive_exactly(5)
        await reader.receive_until(b"\r\n", 65536)
    except (ConnectionResetError, BrokenPipeError, anyio.BrokenResourceError) as error:
        print(error)
    except anyio.IncompleteRead:
        return None
    except (anyio.DelimiterNotFound, ValueError):
        return ""
    finally:
        with suppress(OSError, anyio.BrokenResourceError):
            await writer.aclose()
    return True


async def read(reader):
    return await reader.receive_exactly(4)


async def answer():
    writer = await anyio.connect_tcp("localhost", 80)
    reader = BufferedByteReceiveStream(writer)
    try:
        return await read(reader)
    except (EOFError, anyio.IncompleteRead):
        return None
    finally:
        await writer.aclose()
