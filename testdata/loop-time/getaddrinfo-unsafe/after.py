import anyio
import socket


async def resolve(host):
    return await anyio.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
