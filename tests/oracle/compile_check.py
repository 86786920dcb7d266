#!/usr/bin/env python3
"""Says which Python sources CPython compiles.

usage: compile_check.py FILE...      (or FILE names on standard input, one per line)

Prints one JSON object: {FILE: null or why it does not compile}. With --syntax as the first argument only what the
grammar refuses counts: not a keyword that is given twice, or a `return` outside of functions.
"""

import ast
import concurrent.futures
import functools
import json
import sys
import warnings


def complaint(path: str, flags: int = 0) -> str | None:
    try:
        with open(path, "rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(file.read(), path, "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, LookupError, OSError) as problem:
        return f"{type(problem).__name__}: {problem}"
    return None


def main() -> None:
    only_syntax = sys.argv[1:2] == ["--syntax"]
    paths = sys.argv[1 + only_syntax :] or sys.stdin.read().splitlines()
    asked = functools.partial(complaint, flags=ast.PyCF_ONLY_AST if only_syntax else 0)
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        json.dump(dict(zip(paths, pool.map(asked, paths, chunksize=8))), sys.stdout)


if __name__ == "__main__":
    main()
