import anyio


async def remote(host, *command):
    process = await anyio.run_process(
        [
            "ssh",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            host,  # where
            *command,
        ],
        stdout=-1,
        stderr=-1,
        check=False,
    )
    return process.stdout, process.stderr


async def tool(path):
    process = await anyio.run_process(
        ["tool", *path],
        stdout=-1,
        stderr=None,
        check=False,
    )
    return process.stdout, process.stderr
