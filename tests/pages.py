"""The examples of README.md and docs/, run on the seeds: ``tests/test_pages.py`` holds them to what they print.

``python -m tests.pages`` (``make docs``) writes the output below each of them anew. Read the difference before you
commit it. What is run, in the order of the page:

- ``python``: with one name space for the page; what it prints stands in a fence right below it, if anything does;
- ``sql``: by ``open_release().query``; its rows stand in a table right below it, if one does;
- ``sh`` that begins with ``gongbao query`` or ``echo``: by bash; what it prints stands in a fence right below it.

A fence with ``not-run`` behind its language is left out: it needs what a test has not (a bucket, a cluster).
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")))
_FENCE = re.compile(r"^```(?P<language>\w+)(?P<words>[^\n]*)\n(?P<code>.*?)^```\n", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"\n(?P<output>(?:\|[^\n]*\n)+)")
_PRINTED = re.compile(r"```(?:text|json)?\n(?P<output>.*?)```\n", re.DOTALL)
_SHELL = ("gongbao query", "echo ")


@dataclass(frozen=True)
class Example:
    """One example of a page; ``start`` and ``end`` are where its output stands in the page's text, None without."""

    page: str
    line: int
    language: str
    code: str
    output: str | None
    start: int
    end: int


def examples(page: str) -> list[Example]:
    """The examples of a page that can be run, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        language, code = fence["language"], fence["code"]
        runs = language in ("python", "sql") or (language == "sh" and code.startswith(_SHELL))
        if not runs or "not-run" in fence["words"]:
            continue
        printed = (_TABLE if language == "sql" else _PRINTED).match(text, fence.end())
        output, start, end = (printed["output"], *printed.span("output")) if printed else (None, 0, 0)
        found.append(Example(page, text.count("\n", 0, fence.start()) + 1, language, code, output, start, end))
    return found


def can_run(page: str) -> bool:
    """Whether what the page imports is here: spaCy is an extra."""
    return all(importlib.util.find_spec("spacy") for e in examples(page) if "import spacy" in e.code)


def run_page(page: str) -> list[str]:
    """What each example of a page prints; data/processed of the working folder has the seeds' tables."""
    names: dict[str, Any] = {}
    return [_RUN[example.language](example.code, names) for example in examples(page)]


def same(printed: str, shown: str) -> bool:
    """Whether a page shows what was printed; JSON may be broken over lines there."""
    if shown.startswith('{"'):
        return bool(json.loads(printed) == json.loads(shown))
    return printed == shown


def _python(code: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "<page>", "exec"), names)
    return out.getvalue()


def _sql(code: str, names: dict[str, Any]) -> str:
    from pipeline.publish import open_release

    release = names.setdefault("the release of the page", open_release())
    relation = release.query(code)
    rows = [relation.columns, ["---"] * len(relation.columns), *([_cell(v) for v in r] for r in relation.fetchall())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:,.15g}" if isinstance(value, float) else f"{value:,}"
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.replace("|", "\\|").replace("\n", " ")


def _shell(code: str, names: dict[str, Any]) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", code], capture_output=True, text=True, env={**os.environ, "PATH": path}, check=True
    )
    return done.stdout.rstrip("\n") + "\n"


_RUN = {"python": _python, "sql": _sql, "sh": _shell}


def main() -> int:
    """Process the seeds and write what the examples print into the pages."""
    from pipeline.job.run import run_job

    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        run_job(ROOT / "data" / "raw", Path(folder) / "data" / "processed")
        os.chdir(folder)
        for page in filter(can_run, PAGES):
            text = (ROOT / page).read_text(encoding="utf-8")
            for example, printed in reversed(list(zip(examples(page), run_page(page), strict=True))):
                if example.output is not None and not same(printed, example.output):
                    text = text[: example.start] + printed + text[example.end :]
                    sys.stdout.write(f"{page}:{example.line}\n")
            (ROOT / page).write_text(text, encoding="utf-8")
        os.chdir(home)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
