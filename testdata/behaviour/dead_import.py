# after: anyio only
"""Nothing here uses the first import."""
import asyncio
import json


def main():
    import asyncio.events

    print(json.dumps({"asyncio": 1}))


main()
