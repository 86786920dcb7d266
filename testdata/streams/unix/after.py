import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def ping(path):
    writer = await anyio.connect_unix(path)
    reader = BufferedByteReceiveStream(writer)
    try:
        await writer.send(b"ping")
        return await reader.receive_exactly(4)
    finally:
        await writer.aclose()
