import asyncio
import sys

print(sys.argv)
