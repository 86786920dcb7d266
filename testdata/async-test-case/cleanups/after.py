import os
import shutil
import tempfile
from functools import partial
from unittest import mock
from unittest.mock import patch

import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


log = []


def forget():
    log.clear()


@pytest.mark.anyio
class TestShop:
    @pytest.fixture(autouse=True)
    def set_up(self, request):
        self.folder = tempfile.TemporaryDirectory()
        request.addfinalizer(self.folder.cleanup)
        self.other = tempfile.mkdtemp()
        request.addfinalizer(partial(shutil.rmtree, self.other, ignore_errors=True))
        self.patcher = patch.object(os, "getcwd")
        self.patcher.start()
        request.addfinalizer(self.patcher.stop)
        request.addfinalizer(patch.stopall)
        request.addfinalizer(mock.patch.stopall)
        request.addfinalizer(forget)
        request.addfinalizer(partial(log.append, "end"))
        request.addfinalizer(self.close)
        request.addfinalizer(lambda: log.clear())

    def close(self):
        log.append("closed")

    async def test_open(self):
        assert not log
