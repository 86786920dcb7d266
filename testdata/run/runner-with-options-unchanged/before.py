import asyncio
import contextvars


async def main():
    print("x")


with asyncio.Runner(debug=True) as runner:
    runner.run(main())

with asyncio.Runner() as other:
    other.run(main(), context=contextvars.copy_context())

with asyncio.Runner() as third:
    loop = third.get_loop()
