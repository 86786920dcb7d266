try:
    import anyio
except ImportError:
    import fake_anyio as anyio


async def main():
    return anyio.create_task(main())
