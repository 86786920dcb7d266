import os
import shutil
import tempfile
from unittest import IsolatedAsyncioTestCase, mock
from unittest.mock import patch

import pytest

log = []


def forget():
    log.clear()


class TestShop(IsolatedAsyncioTestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.other = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.other, ignore_errors=True)
        self.patcher = patch.object(os, "getcwd")
        self.patcher.start()
        self.addCleanup(self.patcher.stop)
        self.addCleanup(patch.stopall)
        self.addCleanup(mock.patch.stopall)
        self.addCleanup(forget)
        self.addCleanup(log.append, "end")
        self.addCleanup(self.close)
        self.addCleanup(lambda: log.clear())

    def close(self):
        log.append("closed")

    async def test_open(self):
        self.assertFalse(log)
