import subprocess

OPTIONS = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
