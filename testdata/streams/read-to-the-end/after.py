import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def fetch(host):
    writer = await anyio.connect_tcp(host, 80)
    reader = BufferedByteReceiveStream(writer)
    body = b"".join([chunk async for chunk in reader])
    await writer.aclose()
    return body
