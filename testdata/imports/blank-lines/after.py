"""Between two groups."""

import sys


def work():
    return sys.argv
