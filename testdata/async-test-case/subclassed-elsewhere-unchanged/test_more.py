import test_shop


class TestMore(test_shop.TestShop):
    pass
