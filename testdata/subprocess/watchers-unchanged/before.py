import asyncio

asyncio.set_child_watcher(asyncio.ThreadedChildWatcher())
spawn = asyncio.create_subprocess_exec
tools = asyncio.subprocess
