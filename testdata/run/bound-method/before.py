import asyncio


class App:
    def __init__(self, name):
        self.name = name

    async def go(self, times):
        print(self.name * times)

    def start(self):
        asyncio.run(self.go(2))


app = App("x")
asyncio.run(app.go(3))
asyncio.run(App("y").go(1))
