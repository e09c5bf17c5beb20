"""The floors of the accuracy gate: ``floors.json``, figure by figure. They may rise, never fall.

``make floors`` (``python -m tests.evaluate.floors``) raises each to what is measured now, and lowers none.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FILE = Path(__file__).parent / "floors.json"

# What the project set out with; no floor may stand below.
PROMISED = {
    "MONEY value": 0.95,
    "PERCENT value": 0.95,
    "DATE value": 0.93,
    "DURATION value": 0.90,
    "AGENCY span": 0.85,
    "documents start": 0.95,
    "provisions start": 0.90,
}


def read() -> dict[str, float]:
    """The floors by the figure's name."""
    floors: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return floors


def raised(floors: dict[str, float], values: dict[str, float]) -> dict[str, float]:
    """The floors after a measurement: a figure's own where it is higher, and a floor for every new figure."""
    names = [*values, *(name for name in floors if name not in values)]
    return {name: max(floors.get(name, 0.0), values.get(name, 0.0)) for name in names}


def main() -> int:
    """Raise the floors to what is measured now."""
    from pipeline.evaluate import evaluate

    before = read() if FILE.exists() else {}
    after = raised(before, evaluate().values())
    FILE.write_text(json.dumps(after, indent=2) + "\n", encoding="utf-8")
    for name, value in after.items():
        if value != before.get(name):
            sys.stdout.write(f"{name}: {before.get(name)} -> {value}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
