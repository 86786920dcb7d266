import pytest

from settings import HAS_TRIO


@pytest.mark.skipif(not HAS_TRIO, reason="needs trio")
def test_one():
    assert one() == 1


@pytest.mark.skipif(HAS_TRIO, reason="without trio")
def test_two():
    assert one() == 1


def one():
    return 1
