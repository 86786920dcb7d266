import sys
import unittest
from unittest import IsolatedAsyncioTestCase, mock
from unittest.mock import AsyncMock, patch

import pytest

on_windows = unittest.skipIf(sys.platform == "win32", "not here")


@unittest.skipIf(sys.platform == "win32", "not here")
@patch("shop.connect", new_callable=AsyncMock)
class ConnectTestCase(IsolatedAsyncioTestCase):
    @unittest.skip("too slow")
    async def test_slow(self, connect):
        pass

    @unittest.skipIf(sys.flags.dev_mode, "only without checks")
    async def test_checked(self, connect):
        connect.assert_not_called()

    @unittest.skipUnless(sys.flags.dev_mode or sys.flags.verbose, "only with output")
    @mock.patch.dict("os.environ", {"SHOP": "tea"})
    async def test_output(self, connect):
        connect.assert_not_called()

    @on_windows
    @mock.patch.object(sys, "argv", [])
    @mock.patch("shop.time")
    async def test_arguments(self, time, connect):
        self.addCleanup(print, time)
