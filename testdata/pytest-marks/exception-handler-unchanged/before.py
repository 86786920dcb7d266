import asyncio

import pytest


@pytest.mark.asyncio
async def test_is_told():
    seen = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: seen.append(context))
    assert seen == []
