import asyncio


async def ask(host: str, port: int, question: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(question)
    await writer.drain()
    answer = await reader.readexactly(5)
    writer.close()
    await writer.wait_closed()
    return answer
