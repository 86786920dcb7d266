def test_knows(one):
    assert one == 1
