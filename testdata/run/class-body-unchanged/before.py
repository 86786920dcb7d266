import asyncio


class Config:
    loading = object()
    value = asyncio.run(loading)
