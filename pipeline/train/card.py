"""Model cards: what a model was trained on and how, and how well it does; and whether a card still tells the truth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.ner.choice import folder_hash

CARD = "card.json"
PAGE = "README.md"
_CARDS = frozenset((CARD, PAGE))


def write_card(folder: Path, title: str, facts: Mapping[str, Any]) -> None:
    """Write ``facts`` beside the model in ``folder``, as JSON with the hash of its files and as a page for people."""
    folder_hash.cache_clear()
    told = {**facts, "files_sha256": folder_hash(folder, _CARDS)}
    (folder / CARD).write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    lines = [f"# {title}", "", "Written by `gongbao train`. Finds public bodies by the look of their names.", ""]
    lines += ["| what | |", "|---|---|"]
    lines += [f"| {key.replace('_', ' ')} | {_cell(value)} |" for key, value in told.items()]
    (folder / PAGE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _cell(value: object) -> str:
    if isinstance(value, Mapping):
        return "<br>".join(f"{key} {_cell(item)}" for key, item in value.items())
    return str(value).replace("|", "\\|")


def card_agrees(folder: Path) -> bool:
    """Whether the card in ``folder`` is of the files that lie there."""
    told = json.loads((folder / CARD).read_text(encoding="utf-8"))
    return bool(told["files_sha256"] == folder_hash(folder, _CARDS))


def recipe_facts(**recipes: Any) -> dict[str, Any]:  # noqa: ANN401 - dataclasses
    """Recipes as facts."""
    return {name: asdict(recipe) for name, recipe in recipes.items()}
