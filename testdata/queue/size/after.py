import anyio
from math import inf

LIMIT = 100


class Sizes:
    def __init__(self, size, settings):
        self.default_send, self.default_receive = anyio.create_memory_object_stream(inf)
        self.zero_send, self.zero_receive = anyio.create_memory_object_stream(inf)
        self.negative_send, self.negative_receive = anyio.create_memory_object_stream(inf)
        self.ten_send, self.ten_receive = anyio.create_memory_object_stream(10)
        self.constant_send, self.constant_receive = anyio.create_memory_object_stream(LIMIT)
        self.given_send, self.given_receive = anyio.create_memory_object_stream(size if size > 0 else inf)
        self.attribute_send, self.attribute_receive = anyio.create_memory_object_stream(settings.size if settings.size > 0 else inf)
