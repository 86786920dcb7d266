"""Prints how the tests of a folder of JUnit reports went: `N passed, N failed, N skipped`.

Exits with 1 when one failed or none ran.
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

OUTCOMES = {"failure": "failed", "error": "failed", "skipped": "skipped"}


def outcome(case: ElementTree.Element) -> str:
    found = {OUTCOMES[child.tag] for child in case if child.tag in OUTCOMES}
    return "failed" if "failed" in found else "skipped" if found else "passed"


def main(folder: str) -> int:
    totals = {"passed": 0, "failed": 0, "skipped": 0}
    for report in sorted(pathlib.Path(folder).glob("*.xml")):
        for case in ElementTree.parse(report).iter("testcase"):
            totals[outcome(case)] += 1
    print(", ".join(f"{count} {name}" for name, count in totals.items()))
    return 1 if totals["failed"] or not sum(totals.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
