import anyio


class App:
    def __init__(self, name):
        self.name = name

    async def go(self, times):
        print(self.name * times)

    def start(self):
        anyio.run(self.go, 2)


app = App("x")
anyio.run(app.go, 3)
anyio.run(App("y").go, 1)
