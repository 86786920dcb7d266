from asyncio import *

print("asyncio")
