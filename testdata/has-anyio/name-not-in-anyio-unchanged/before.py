import anyio

try:
    from anyio import StreamReader, StreamWriter
except ImportError:

    class StreamReader:
        async def read(self, size): ...

    class StreamWriter:
        def write(self, data): ...

    anyio.StreamReader = StreamReader
    anyio.StreamWriter = StreamWriter

try:
    import anyio.trio
except ImportError:
    print("no part of that name")


class Stream:
    def __init__(self, reader: anyio.StreamReader, writer: StreamWriter):
        self.pair = reader, writer
