import anyio

from .app import main

raise SystemExit(anyio.run(main))
