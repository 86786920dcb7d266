from asyncio import run

from .app import main

raise SystemExit(run(main()))
