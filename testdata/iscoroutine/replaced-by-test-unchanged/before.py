import asyncio
from unittest.mock import patch


def is_async(function):
    return asyncio.iscoroutinefunction(function)


@patch("before.asyncio.iscoroutinefunction", return_value=True)
def test_is_async(_):
    assert is_async(print)
