import asyncio
from asyncio import StreamReader, StreamWriter


async def read_frame(reader: StreamReader) -> bytes:
    size = await reader.readexactly(4)
    return await reader.readexactly(int.from_bytes(size))


async def write_frame(writer: StreamWriter, frame: bytes):
    writer.write(len(frame).to_bytes(4))
    writer.writelines([frame, b""])
    await writer.drain()


class Client:
    async def _send(self, stream, frame):
        await write_frame(stream, frame)

    async def ask(self, frame):
        reader, writer = await asyncio.open_connection("localhost", 80)
        await self._send(writer, frame)
        try:
            return await read_frame(reader)
        finally:
            writer.close()


async def ask_again(frame):
    reader, writer = await asyncio.open_connection("localhost", 80)
    await write_frame(writer=writer, frame=frame)
    return await read_frame(reader)
