import asyncio

print(asyncio.brand_new_function(), asyncio.run.__name__)
