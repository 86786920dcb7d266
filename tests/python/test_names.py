"""Names mean what CPython's own symbol tables say, over CPython's own library."""

import __future__
import pathlib
import subprocess
import symtable
import sys
import sysconfig
import unicodedata
import warnings

import pytest
from harness import binary

LIBRARY = pathlib.Path(sysconfig.get_paths()["stdlib"])

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="later symbol tables have comprehensions inlined")


def print_names() -> pathlib.Path:
    path = pathlib.Path(binary()).parent / "tests/names/print_names"
    assert path.exists(), f"{path} is not there: build all_tests"
    return path


def resolved_by_us(paths) -> dict[str, set[tuple[str, str, str]]]:
    done = subprocess.run([print_names(), *map(str, paths)], capture_output=True, check=True)
    files: dict[str, set[tuple[str, str, str]]] = {}
    rows: set[tuple[str, str, str]] = set()
    for line in done.stdout.decode().splitlines():
        if line.startswith("file "):
            rows = files.setdefault(line[5:], set())
        else:
            where, name, owner = line.split(" ")
            # The compiler normalises names; to us they are bytes.
            rows.add((where, unicodedata.normalize("NFKC", name), owner))
    return files


def key_of(table) -> str:
    return f"{table.get_name()}:{table.get_lineno()}"


def is_bound(symbol) -> bool:
    return symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported() or symbol.is_annotated()


def tables_below(table, above=()):
    yield table, above
    for child in table.get_children():
        yield from tables_below(child, (*above, table))


def resolved_by_cpython(source: bytes, name: str) -> set[tuple[str, str, str]]:
    top = symtable.symtable(source, name, "exec")
    tables = list(tables_below(top))
    module_names = {s.get_name() for s in top.get_symbols() if is_bound(s)}
    module_names |= {s.get_name() for t, _ in tables for s in t.get_symbols() if s.is_declared_global() and is_bound(s)}

    def owner_of(symbol, table, above):
        if table is top or symbol.is_global():
            return "top:0" if symbol.get_name() in module_names else "-"
        if symbol.is_free():
            for outer in reversed(above):
                if outer.get_type() == "function" and symbol.get_name() in outer.get_identifiers():
                    if outer.lookup(symbol.get_name()).is_local():
                        return key_of(outer)
            return "-"
        return key_of(table)

    rows = set()
    for table, above in tables:
        for symbol in table.get_symbols():
            owner = owner_of(symbol, table, above)
            if symbol.is_referenced():
                rows.add((key_of(table), symbol.get_name(), owner))
            if is_bound(symbol):
                rows.add((owner, symbol.get_name(), owner))
    return rows


def is_comparable(row) -> bool:
    """Leaves out what the compiler adds, renames or has wrong, and the one statement that the grammar has wrong."""
    where, name, owner = row
    if name.startswith(("__", "_[")) or "." in name or "__" in name.strip("_"):
        return False  # mangled, or made up
    if any(scope.startswith("top:") and scope != "top:0" for scope in (where, owner)) or where == "-":
        return False  # symtable takes every function called `top` for the module
    return name not in {"type", *__future__.all_feature_names}  # `type(x).y = z` looks like an alias


def sources() -> list[pathlib.Path]:
    chosen = [*LIBRARY.glob("*.py"), *LIBRARY.glob("test/test_*.py"), *LIBRARY.glob("concurrent/**/*.py"), *LIBRARY.glob("unittest/*.py")]
    # Annotations that are never evaluated have no entries in the tables.
    return sorted(p for p in chosen if p.stat().st_size < 200_000 and b"__future__ import annotations" not in p.read_bytes())


def test_names_belong_to_the_scopes_that_cpython_says():
    paths = sources()
    ours = resolved_by_us(paths)
    assert len(ours) > len(paths) * 0.9
    wrong = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path, rows in ours.items():
            try:
                theirs = resolved_by_cpython(pathlib.Path(path).read_bytes(), path)
            except (SyntaxError, ValueError):
                continue
            difference = set(filter(is_comparable, rows)) ^ set(filter(is_comparable, theirs))
            if difference:
                wrong[path] = sorted(difference)[:6]
    assert not wrong, "\n".join(f"{path}: {rows}" for path, rows in list(wrong.items())[:20])
