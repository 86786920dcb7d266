def configure(loop, executor):
    loop.set_default_executor(executor)
