import pytest


@pytest.mark.asyncio
async def test_adds(unused_tcp_port):
    assert unused_tcp_port
