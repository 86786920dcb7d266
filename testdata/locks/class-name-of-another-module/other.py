class Counter:
    _locks = {}

    @classmethod
    def names(cls):
        return list(Counter._locks.items())
