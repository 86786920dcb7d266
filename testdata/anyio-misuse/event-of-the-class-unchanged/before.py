import anyio


class Gate:
    open = anyio.Event()

    def close(self):
        self.open.clear()
