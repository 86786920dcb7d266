# after: anyio only
import asyncio


async def work(number):
    await asyncio.sleep(0)
    return number * 2


def command(*numbers):
    return [asyncio.run(work(number)) for number in numbers]


def main():
    print(command(1, 2, 3))
    return asyncio.run(work(5)) if command() == [] else None


if __name__ == "__main__":
    print(main())
