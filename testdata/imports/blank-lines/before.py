"""Between two groups."""

import asyncio

import sys


def work():
    import asyncio

    return sys.argv
