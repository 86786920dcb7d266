import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def fetch(host):
    writer = await anyio.connect_tcp(remote_host=host, remote_port=80)  # no TLS
    reader = BufferedByteReceiveStream(writer)
    await writer.send(b"".join([b"GET / HTTP/1.0", b"\r\n\r\n"]))
    await writer.send_eof()
    header = await reader.receive_until(b"\r\n\r\n", 65536) + b"\r\n\r\n"
    body = b""
    while True:
        try:
            chunk = await reader.receive(4096)
        except anyio.EndOfStream:
            chunk = b""
        if not chunk:
            break
        body += chunk
    await writer.aclose()
    return header, body
