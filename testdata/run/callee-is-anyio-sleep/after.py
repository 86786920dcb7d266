import anyio

anyio.run(anyio.sleep, 0.1)
