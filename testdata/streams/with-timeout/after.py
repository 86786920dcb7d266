import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def connect():
    with anyio.fail_after(5):
        writer = await anyio.connect_tcp("localhost", 80)
        reader = BufferedByteReceiveStream(writer)
    await writer.aclose()
