import anyio
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.abc import ByteStream


async def read_frame(reader: BufferedByteReceiveStream) -> bytes:
    size = await reader.receive_exactly(4)
    return await reader.receive_exactly(int.from_bytes(size))


async def write_frame(writer: ByteStream, frame: bytes):
    await writer.send(len(frame).to_bytes(4))
    await writer.send(b"".join([frame, b""]))


class Client:
    async def _send(self, stream, frame):
        await write_frame(stream, frame)

    async def ask(self, frame):
        writer = await anyio.connect_tcp("localhost", 80)
        reader = BufferedByteReceiveStream(writer)
        await self._send(writer, frame)
        try:
            return await read_frame(reader)
        finally:
            await writer.aclose()


async def ask_again(frame):
    writer = await anyio.connect_tcp("localhost", 80)
    reader = BufferedByteReceiveStream(writer)
    await write_frame(writer=writer, frame=frame)
    return await read_frame(reader)
