import anyio


class Buffer:
    def __init__(self):
        self.items_send, self.items_receive = anyio.create_memory_object_stream(8)

    def report(self, closing):
        if self.items_receive.statistics().current_buffer_used == 0:
            print("empty")
        while self.items_receive.statistics().current_buffer_used > 0 and closing:
            print(self.items_receive.receive_nowait())
        state = {"empty": self.items_receive.statistics().current_buffer_used == 0, "busy": self.items_receive.statistics().current_buffer_used > 0}
        return state, self.items_send.statistics().current_buffer_used >= 8, f"{self.items_receive.statistics().current_buffer_used} of 8"
