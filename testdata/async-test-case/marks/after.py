import sys
import unittest
from functools import partial
from unittest import mock
from unittest.mock import AsyncMock, patch

import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


on_windows = unittest.skipIf(sys.platform == "win32", "not here")


@pytest.mark.anyio
@pytest.mark.skipif(sys.platform == "win32", reason="not here")
@patch("shop.connect", new_callable=AsyncMock)
class TestConnect:
    @pytest.mark.skip(reason="too slow")
    async def test_slow(self, connect):
        pass

    @pytest.mark.skipif(bool(sys.flags.dev_mode), reason="only without checks")
    async def test_checked(self, connect):
        connect.assert_not_called()

    @pytest.mark.skipif(not (sys.flags.dev_mode or sys.flags.verbose), reason="only with output")
    @mock.patch.dict("os.environ", {"SHOP": "tea"})
    async def test_output(self, connect):
        connect.assert_not_called()

    @on_windows
    @mock.patch.object(sys, "argv", [])
    @mock.patch("shop.time")
    async def test_arguments(self, time, connect, request):
        request.addfinalizer(partial(print, time))
