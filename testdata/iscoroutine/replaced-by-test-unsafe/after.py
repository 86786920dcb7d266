import inspect
from unittest.mock import patch


def is_async(function):
    return inspect.iscoroutinefunction(function)


@patch("before.inspect.iscoroutinefunction", return_value=True)
def test_is_async(_):
    assert is_async(print)
