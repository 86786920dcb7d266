from test_shop import TestShop
