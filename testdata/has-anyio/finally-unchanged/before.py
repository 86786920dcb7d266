try:
    import anyio
except ImportError:
    anyio = None
finally:
    print(anyio)
