import re
import unittest

import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
class TestAssertions:
    async def check(self, shop, *, teas):
        assert await shop.teas() == teas, f"of {shop}"

    async def test_operands(self):
        a, b = 1, 2
        assert (a == b) == False
        assert (a if b else None) == a
        assert (a or b) != (not b)
        assert not a > b
        assert not (a and not b)
        assert (c := a)
        assert (tea for tea in [c])
        assert (lambda: None) is not None
        assert a is c
        assert a is not None, "never"
        assert a not in (b,)
        assert not isinstance(a, (str, bytes))
        assert round(0.1 + 0.2 - 0.3, 7) == 0
        assert round((0.1 << 2 if b else a) - 0.3, 2) != 0
        assert re.search(r"t.a", "tea")
        assert b >= a; assert a < b
        if a: assert a <= b

    async def test_lines(self):
        teas = {"green": 1}
        assert teas["green"] == 1
        assert teas == {
            "green": 1,
        }
        assert (
            {
                "green": 1,
            }
            == teas
        )
        assert (
            teas["green"] +
            1  # the other one
            == 2
        )
        assert (
            [tea for tea in teas if tea.startswith("g") and not tea.endswith("x")]
            == ["green"]
        ), ("there are more teas than the shop should have: "
            "look at the list of them")
        assert isinstance(
            teas,
            dict
        ), "what the shop has to offer is not a dictionary, so it cannot be compared"

    async def test_raises(self):
        with pytest.raises((KeyError, ValueError)) as first, pytest.raises(
            TypeError, match="tea"
        ):
            raise KeyError("tea")
        assert first.value.args[0] == "tea"
        with pytest.raises(ValueError):
            int("tea", base=10)
        pytest.raises(ValueError, lambda: int("tea"))
        pytest.raises(ValueError, str, int("1"))
        if pytest: pytest.raises(ValueError, int, "tea")

    async def test_outcomes(self):
        pytest.skip("not today")
        try:
            raise AssertionError()
        except Exception:
            pytest.fail("caught")
