from unittest.mock import patch

import mod


@patch("mod.asyncio.iscoroutinefunction", return_value=True)
def test_call(is_async):
    mod.call(print)
    is_async.assert_called_once_with(print)
