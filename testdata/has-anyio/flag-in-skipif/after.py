import pytest


def test_one():
    assert one() == 1


@pytest.mark.skipif(True, reason="without trio")
def test_two():
    assert one() == 1


def one():
    return 1
