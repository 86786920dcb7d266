import anyio
import asyncio


async def main():
    print("x")


anyio.run(main, backend_options={"debug": True})
anyio.run(main, backend_options={"debug": False, "loop_factory": asyncio.SelectorEventLoop})
anyio.run(
    main,
    backend_options={"debug": __debug__},
)
