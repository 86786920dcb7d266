import asyncio
from unittest import mock


async def main():
    print("x")


def start():
    asyncio.run(main())


def test_start():
    with mock.patch("asyncio.run") as run:
        start()
    run.assert_called_once()
