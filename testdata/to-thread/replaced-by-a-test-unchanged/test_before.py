from unittest.mock import patch


def test_call():
    with patch("before.asyncio.to_thread"):
        pass
