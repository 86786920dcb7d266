import pytest

from shop import ask


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.mark.anyio
class TestShop:
    async def test_aligned(self):
        teas = await ask("tea")
        assert teas == [("green", 1),
                        ("black", 2)]
        assert ask("tea",
                   "coffee") == ask("coffee",
                                    "tea")
        assert ((not teas) or
                all(teas))
        assert (await ask("the tea that is in the shop", "and the coffee")
                == await ask("the coffee that is in the shop", "and the tea"))
        assert isinstance(await ask("the tea that is in the shop", "and the coffee"),
                          (str, int)), "what the shop has is neither a text nor a number"
        assert teas == ("""
            green
        """
                        "black")
        with pytest.raises(ValueError,
                           match="tea"):
            ask()
        assert ask(
            "tea",
        ) == 2
        assert (
            await ask("the tea that is in the shop", "and the coffee that is there")
            == {
                "green": 1,
            }
        )
