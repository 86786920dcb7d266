import anyio
import ssl

context = ssl.create_default_context()


async def connect():
    writer = await anyio.connect_tcp("localhost", 443, tls=True, tls_standard_compatible=False)
    await writer.aclose()


async def connect_as(name):
    writer = await anyio.connect_tcp(
        "localhost", 443, tls=True, tls_standard_compatible=False, ssl_context=context, tls_hostname=name
    )
    await writer.aclose()
