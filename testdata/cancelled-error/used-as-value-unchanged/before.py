import asyncio

import pytest


async def test_stop(mock, step):
    mock.side_effect = asyncio.CancelledError
    with pytest.raises(asyncio.CancelledError):
        await step()
