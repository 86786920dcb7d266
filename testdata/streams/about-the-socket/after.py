import anyio
from anyio.abc import SocketAttribute


async def connect():
    writer = await anyio.connect_tcp("localhost", 80)
    print(writer.extra(SocketAttribute.remote_address), writer.extra(SocketAttribute.local_address)[1])
    sock = writer.extra(SocketAttribute.raw_socket, None)
    await writer.aclose()
    try:
        await writer.aclose()
    except Exception:
        pass
    return sock
