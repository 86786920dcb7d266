import unittest

import pytest


class Tests(unittest.TestCase):
    @pytest.mark.asyncio
    async def test_adds(self):
        assert 1 + 1 == 2
