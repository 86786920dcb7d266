from unittest.mock import patch


@patch("before.asyncio.get_running_loop")
def test_now(get_running_loop):
    get_running_loop.return_value.time.return_value = 1
