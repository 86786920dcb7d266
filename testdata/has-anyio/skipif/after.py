import anyio


def test_run():
    assert anyio.run(one) == 1


async def one():
    return 1
