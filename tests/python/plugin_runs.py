"""Projects whose tests pytest-asyncio runs before the rewrite, and anyio's plugin afterwards."""

import dataclasses

from environments import Environment

PLUGINS = Environment(
    "pytest-asyncio",
    "3.11",
    "4.16",
    ("anyio==4.16.0", "hypothesis==6.170.17", "pytest==9.2.0", "pytest-asyncio==1.5.0", "trio==0.35.0"),
)


@dataclasses.dataclass(frozen=True)
class Suite:
    """The files of a project; `moved` says whether nothing of pytest-asyncio is left after the rewrite."""

    files: dict[str, str]
    moved: bool
    options: tuple[str, ...] = ()
    passed: int = 1
    expected: tuple[str, ...] = ()  # in the files afterwards
    kept: tuple[str, ...] = ()  # files whose marks and fixtures stay as they are


def pytest_lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "pytest" in line or "anyio_backend" in line]
