import sys

__all__ = ["OLD_LOOP", "run"]

OLD_LOOP = sys.platform == "win32"
OLD_PYTHON = sys.version_info < (3, 8)
OLD_KERNEL = sys.platform == "linux"


def run(main):
    return None if OLD_LOOP or OLD_PYTHON or OLD_KERNEL else main
