try:
    import asyncio
except ImportError:
    pass
