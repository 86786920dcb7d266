import asyncio
from unittest.mock import patch


@patch("before.asyncio")
def test_nothing(_):
    pass
