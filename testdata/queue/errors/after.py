import anyio
from contextlib import suppress


class Buffer:
    def __init__(self):
        self.items_send, self.items_receive = anyio.create_memory_object_stream(2)

    def drain(self):
        items = []
        while True:
            try:
                items.append(self.items_receive.receive_nowait())
            except anyio.WouldBlock:
                return items

    def offer(self, item):
        try:
            self.items_send.send_nowait(item)
        except (anyio.WouldBlock, ValueError) as error:
            print(error)

    def drop(self):
        with suppress(anyio.WouldBlock):
            self.items_receive.receive_nowait()
