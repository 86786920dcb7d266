import asyncio
from asyncio.subprocess import DEVNULL

OPTIONS = {"stdout": asyncio.subprocess.PIPE, "stderr": DEVNULL}
