import anyio


async def main():
    print(anyio.__version__, anyio._core)
    await anyio.snooze(1)
