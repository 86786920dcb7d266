import asyncio


async def fetch(host):
    reader, writer = await asyncio.open_connection(host=host, port=80)  # no TLS
    writer.writelines([b"GET / HTTP/1.0", b"\r\n\r\n"])
    await writer.drain()
    writer.write_eof()
    header = await reader.readuntil(b"\r\n\r\n")
    body = b""
    while True:
        chunk = await reader.read(4096)
        if not chunk:
            break
        body += chunk
    writer.close()
    return header, body
