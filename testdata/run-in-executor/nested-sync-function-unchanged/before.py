import asyncio


async def call(functions):
    loop = asyncio.get_running_loop()

    def start(function):
        return loop.run_in_executor(None, function)

    return [await start(function) for function in functions]
