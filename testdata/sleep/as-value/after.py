import anyio


class Clock:
    pause = staticmethod(anyio.sleep)

    def later(self, wait=anyio.sleep):
        return wait(1), anyio.sleep(2)
