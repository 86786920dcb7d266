from compat import HAS_TRIO

try:
    import anyio as library
except OSError:
    library = None

if HAS_TRIO:
    print(library)
