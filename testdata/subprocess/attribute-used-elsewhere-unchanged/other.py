async def drain(runner):
    return await runner.runner_process.stdout.read()
