from unittest.mock import patch

import mod


@patch("mod.anyio.sleep")
async def test_pause(sleep):
    await mod.pause(2)
    sleep.assert_awaited_once_with(2)


async def test_pause_in_a_block():
    with patch("mod.anyio.sleep", side_effect=ValueError) as sleep:  # no waiting
        try:
            await mod.pause(3)
        except ValueError:
            pass
    assert sleep.await_count == 1
