import subprocess

import uvloop

subprocess.run(["true"])


async def main():
    print("x")


uvloop.run(main())
