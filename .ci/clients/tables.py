"""Compares what was tried with docs/clients.md, which has each table between marks with its name."""

import json
import re
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/clients.md"


def rows(columns):
    """A row a section: what works, and what ends otherwise and how."""
    sections = {}
    for column in columns:
        for heading, call, outcome in column["calls"]:
            sections.setdefault(heading, {}).setdefault((call, outcome), []).append(column["column"])
    yield "| | works | ends with |"
    yield "|---|---|---|"
    for heading, found in sections.items():
        works, others = [], []
        for (call, outcome), where in found.items():
            only = "" if len(where) == len(columns) else f" ({', '.join(where)})"
            if outcome == "works":
                works.append(call + only)
            else:
                others.append(f"{call}{only}: {outcome}")
        cells = [heading, "; ".join(works), "; ".join(others)]
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(folder, whole, write):
    """The exit code: each folder in the folder is a table, with a file a column in their order by name, as `Tried` saves them.

    With `write` a table that differs is written to the page; else it is a failure. Only whole tables are compared.
    """
    passed = failed = 0
    for table in sorted(path for path in Path(folder).iterdir() if path.is_dir()):
        columns = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(table.iterdir())]
        wrong = sum(column["failed"] for column in columns)
        failed += wrong
        passed += sum(len(column["calls"]) for column in columns) - wrong
        if not whole:
            continue
        text = PAGE.read_text(encoding="utf-8")
        marks = re.compile(rf"(<!-- tried: {table.name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not marks.search(text):
            sys.exit(f"{PAGE} has no place for the table {table.name}")
        written = marks.sub(lambda found: found[1] + "\n".join(rows(columns)) + "\n" + found[2], text)
        if written == text:
            passed += 1
        elif write and not wrong:
            PAGE.write_text(written, encoding="utf-8")
            print(f"{table.name}: written to {PAGE.name}")
        else:
            failed += 1
            print(f"FAILED: {PAGE.name} says something else in the table {table.name}; --write mends it where all calls ended well")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
