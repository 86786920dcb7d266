__all__ = ["OLD_LOOP", "run"]

OLD_LOOP = False
OLD_PYTHON = False


def run(main):
    return main
