import asyncio

from settings import USE_TRIO as trio_wanted
from trio_support import run_on_trio
import settings


def run(main):
    if trio_wanted:
        return run_on_trio(main)
    elif settings.DEBUG:
        return asyncio.run(main(), debug=True)
    return 1 if not settings.USE_TRIO else 2
