try:
    import trio
    HAS_TRIO = True
except ImportError:
    HAS_TRIO = False
    fallback = print


def prepare():
    if HAS_TRIO:
        return trio.run
    return fallback
