#!/usr/bin/env python3
"""Says which Python sources CPython compiles.

usage: compile_check.py FILE...      (or FILE names on standard input, one per line)

Prints one JSON object: {FILE: null or why it does not compile}.
"""

import concurrent.futures
import json
import sys
import warnings


def complaint(path: str) -> str | None:
    try:
        with open(path, "rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(file.read(), path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, LookupError, OSError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return None


def main() -> None:
    paths = sys.argv[1:] or sys.stdin.read().splitlines()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        json.dump(dict(zip(paths, pool.map(complaint, paths, chunksize=8))), sys.stdout)


if __name__ == "__main__":
    main()
