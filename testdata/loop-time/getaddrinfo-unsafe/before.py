import asyncio
import socket


async def resolve(host):
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
