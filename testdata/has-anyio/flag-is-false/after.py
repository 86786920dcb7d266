import asyncio

import settings


def run(main):
    if settings.DEBUG:
        return asyncio.run(main(), debug=True)
    return 1
