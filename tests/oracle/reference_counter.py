#!/usr/bin/env python3
"""Counts the references to asyncio in Python sources, by CPython's own parser.

usage: reference_counter.py FILE...      (or FILE names on standard input, one per line)

Prints one JSON object: {FILE: {"references": [[line, column, name, exact], ...]} or {"error": "..."}}.

A reference is a name that is read and that by Python's static scoping resolves to a binding of which
at least one site imports asyncio or something of it; one per outermost dotted chain. Lines and columns
start at 1 and columns count code points. `exact` is false where CPython is known to place a name
wrongly: inside an f-string, before Python 3.12.

The scoping is written from the language reference (4.2 "Naming and binding") and shares no code with
the tool that it judges.
"""

from __future__ import annotations

import ast
import asyncio
import concurrent.futures
import contextlib
import dataclasses
import io
import json
import pkgutil
import sys
import tokenize
import warnings
from typing import NamedTuple

PACKAGE = "asyncio"
PUBLIC_NAMES = frozenset(asyncio.__all__) | {module.name for module in pkgutil.iter_modules(asyncio.__path__)}
FSTRINGS_ARE_PLACED = sys.version_info >= (3, 12)


class Reference(NamedTuple):
    line: int
    column: int
    name: str
    exact: bool = True


class Site(NamedTuple):
    """One place where a name is bound; `origin` is the asyncio name that an import gives it."""

    position: tuple[int, int]
    origin: str | None


@dataclasses.dataclass(eq=False)
class Scope:
    """`kind` is module, class, function (also lambda), comprehension or annotation (PEP 695)."""

    kind: str
    parent: Scope | None = None
    class_name: str | None = None
    sites: dict[str, list[Site]] = dataclasses.field(default_factory=dict)
    global_names: set[str] = dataclasses.field(default_factory=set)
    nonlocal_names: set[str] = dataclasses.field(default_factory=set)
    children: list[Scope] = dataclasses.field(default_factory=list)

    @property
    def module(self) -> Scope:
        return self if self.parent is None else self.parent.module

    def mangled(self, name: str) -> str:
        """Inside a class `__name` stands for `_Class__name`."""
        owner = (self.class_name or "").lstrip("_")
        private = name.startswith("__") and not name.endswith("__")
        return f"_{owner}{name}" if owner and private else name

    def resolve(self, name: str) -> Scope:
        """The scope whose binding a use of `name` in this scope means; the module when there is none."""
        scope, sees_class = self, True
        while scope.parent is not None:
            visible = scope.kind != "class" or sees_class
            if visible and name in scope.global_names:
                return scope.module
            if visible and name in scope.sites and name not in scope.nonlocal_names:
                return scope
            # Only annotation scopes directly inside a class see the names of its body.
            sees_class = sees_class and scope.kind == "annotation"
            scope = scope.parent
        return scope


class Pending(NamedTuple):
    """A use to be resolved once all bindings are known."""

    scope: Scope
    node: ast.Name
    attributes: tuple[str, ...]
    in_fstring: bool


class Collector(ast.NodeVisitor):
    """Builds the scopes, notes every binding and every name that is read."""

    def __init__(self) -> None:
        self.scope = Scope("module")
        self.uses: list[Pending] = []
        self.rebound: list[tuple[Scope, str, Site]] = []
        self.star_imported = False
        self.fstring_depth = 0

    # Bindings

    def bind(self, name: str, node: ast.AST, origin: str | None = None, scope: Scope | None = None) -> None:
        scope = scope or self.scope
        name = scope.mangled(name)
        site = Site((node.lineno, node.col_offset), origin)
        if name in scope.global_names or name in scope.nonlocal_names:
            self.rebound.append((scope, name, site))
        else:
            scope.sites.setdefault(name, []).append(site)

    @contextlib.contextmanager
    def inside(self, kind: str, class_name: str | None = None):
        outer = self.scope
        self.scope = Scope(kind, outer, class_name or outer.class_name)
        outer.children.append(self.scope)
        try:
            yield self.scope
        finally:
            self.scope = outer

    def visit_all(self, nodes) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            top = alias.name.split(".")[0]
            bound = alias.asname or top
            origin = (alias.name if alias.asname else top) if top == PACKAGE else None
            self.bind(bound, alias, origin)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        of_asyncio = node.level == 0 and module.split(".")[0] == PACKAGE
        for alias in node.names:
            if alias.name == "*":
                self.star_imported = self.star_imported or (of_asyncio and module == PACKAGE)
            else:
                origin = f"{module}.{alias.name}" if of_asyncio else None
                self.bind(alias.asname or alias.name, alias, origin)

    def visit_Global(self, node: ast.Global) -> None:
        """Declarations were taken in when the scope was opened."""

    visit_Nonlocal = visit_Global

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self.bind(node.name, node)
        self.generic_visit(node)

    def visit_capture(self, node: ast.AST) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name:
            self.bind(name, node)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = visit_capture

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self.scope
        while scope.kind == "comprehension":
            scope = scope.parent
        self.bind(node.target.id, node.target, scope=scope)

    # Uses

    def visit_Name(self, node: ast.Name, attributes: tuple[str, ...] = ()) -> None:
        if isinstance(node.ctx, ast.Load):
            self.uses.append(Pending(self.scope, node, attributes, self.fstring_depth > 0))
        else:
            self.bind(node.id, node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        attributes, value = [node.attr], node.value
        while isinstance(value, ast.Attribute):
            attributes.append(value.attr)
            value = value.value
        if isinstance(value, ast.Name):
            self.visit_Name(value, tuple(reversed(attributes)))
        else:
            self.visit(value)

    def visit_JoinedStr(self, node: ast.AST) -> None:
        self.fstring_depth += 1
        self.generic_visit(node)
        self.fstring_depth -= 1

    # Scopes

    def declare(self, body: list[ast.stmt]) -> None:
        """Takes in the global and nonlocal statements of a body, wherever in it they stand."""
        waiting: list[ast.AST] = list(body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, (ast.Global, ast.Nonlocal)):
                into = self.scope.global_names if isinstance(node, ast.Global) else self.scope.nonlocal_names
                into.update(self.scope.mangled(name) for name in node.names)
            elif not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.expr)):
                waiting.extend(ast.iter_child_nodes(node))

    def visit_arguments_outside(self, arguments: ast.arguments) -> None:
        self.visit_all([*arguments.defaults, *arguments.kw_defaults])

    @staticmethod
    def parameters(arguments: ast.arguments) -> list[ast.arg]:
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        return named + [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]

    def visit_type_parameters(self, parameters: list[ast.AST]) -> None:
        for parameter in parameters:
            self.bind(parameter.name, parameter)
        for parameter in parameters:
            for expression in (getattr(parameter, "bound", None), getattr(parameter, "default_value", None)):
                if expression is not None:
                    with self.inside("annotation"):
                        self.visit(expression)

    def annotation_scope(self, type_parameters: list[ast.AST]):
        return self.inside("annotation") if type_parameters else contextlib.nullcontext()

    def visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.bind(node.name, node)
        self.visit_arguments_outside(node.args)
        self.visit_all(node.decorator_list)
        type_parameters = getattr(node, "type_params", [])
        with self.annotation_scope(type_parameters):
            self.visit_type_parameters(type_parameters)
            parameters = self.parameters(node.args)
            self.visit_all([*(parameter.annotation for parameter in parameters), node.returns])
            with self.inside("function"):
                for parameter in parameters:
                    self.bind(parameter.arg, parameter)
                self.declare(node.body)
                self.visit_all(node.body)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_function

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit_arguments_outside(node.args)
        with self.inside("function"):
            for parameter in self.parameters(node.args):
                self.bind(parameter.arg, parameter)
            self.visit(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bind(node.name, node)
        self.visit_all(node.decorator_list)
        type_parameters = getattr(node, "type_params", [])
        with self.annotation_scope(type_parameters):
            self.visit_type_parameters(type_parameters)
            self.visit_all([*node.bases, *node.keywords])
            with self.inside("class", node.name):
                self.declare(node.body)
                self.visit_all(node.body)

    def visit_TypeAlias(self, node) -> None:
        self.visit(node.name)
        with self.annotation_scope(node.type_params):
            self.visit_type_parameters(node.type_params)
            with self.inside("annotation"):
                self.visit(node.value)

    def visit_comprehension_expression(self, node: ast.AST) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        with self.inside("comprehension"):
            for generator in node.generators:
                self.visit(generator.target)
                if generator is not first:
                    self.visit(generator.iter)
                self.visit_all(generator.ifs)
            results = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
            self.visit_all(results)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_comprehension_expression

    # The module

    def visit_Module(self, node: ast.Module) -> None:
        # A global statement at module level says nothing, so the body is not searched for one.
        self.visit_all(node.body)
        for scope, name, site in self.rebound:
            self.owner(scope, name).sites.setdefault(name, []).append(site)

    @staticmethod
    def owner(scope: Scope, name: str) -> Scope:
        return scope.module if name in scope.global_names else scope.resolve(name)

    def origin(self, use: Pending) -> str | None:
        """The asyncio name that the root of a chain stands for, None when it stands for something else."""
        name = use.scope.mangled(use.node.id)
        owner = use.scope.resolve(name)
        sites = owner.sites.get(name)
        if sites is None:
            return f"{PACKAGE}.{name}" if self.star_imported and name in PUBLIC_NAMES else None
        return next((site.origin for site in sorted(sites, key=lambda site: site.position) if site.origin), None)


def source_lines(source: bytes) -> list[str]:
    """The lines as the parser counts them: only \\n, \\r\\n and \\r end one."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    text = source.decode(encoding).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def count_references(source: bytes) -> list[Reference]:
    """Raises SyntaxError, ValueError or RecursionError for what CPython does not parse."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    collector = Collector()
    collector.visit(tree)
    lines = source_lines(source)
    found = []
    for use in collector.uses:
        origin = collector.origin(use)
        if origin is not None:
            node = use.node
            before = lines[node.lineno - 1].encode()[: node.col_offset]
            column = len(before.decode(errors="replace")) + 1
            exact = FSTRINGS_ARE_PLACED or not use.in_fstring
            found.append(Reference(node.lineno, column, ".".join((origin, *use.attributes)), exact))
    return sorted(found)


def describe(path: str) -> dict:
    try:
        with open(path, "rb") as file:
            return {"references": count_references(file.read())}
    except (SyntaxError, ValueError, RecursionError, LookupError, OSError) as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}


def main() -> None:
    paths = sys.argv[1:] or sys.stdin.read().splitlines()
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        json.dump(dict(zip(paths, pool.map(describe, paths, chunksize=8))), sys.stdout)


if __name__ == "__main__":
    main()
