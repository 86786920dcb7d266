import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def ask(host: str, port: int, question: bytes) -> bytes:
    writer = await anyio.connect_tcp(host, port)
    reader = BufferedByteReceiveStream(writer)
    await writer.send(question)
    answer = await reader.receive_exactly(5)
    await writer.aclose()
    return answer
