"""Numbers that do not count on: repeated, out of order, left out. The tree keeps them; a person should look."""

from __future__ import annotations

from functools import lru_cache

from pipeline.segment.tree import Tree

_COUNTED = frozenset(
    (
        "part",
        "chapter",
        "section",
        "article",
        "subparagraph",
        "point",
        "heading_1",
        "heading_2",
        "heading_3",
        "heading_4",
    )
)
_FIRST = (1, 0)


@lru_cache(maxsize=4096)
def _value(number: str) -> tuple[int, int] | None:
    """A number as (15, 0), one put in between as (120, 1)."""
    if number.isdigit():
        return int(number), 0
    main, _, inserted = number.partition("-")
    return (int(main), int(inserted or 0)) if main.isdigit() and (not inserted or inserted.isdigit()) else None


def _counts_on(value: tuple[int, int], last: tuple[int, int]) -> bool:
    main, inserted = value
    if inserted:
        return value == (last[0], last[1] + 1)
    return main == last[0] + 1


def flag_sequence(tree: Tree) -> None:
    """Set ``needs_review`` on every number that neither opens a series nor is one more than the last.

    Articles count through a document, chapters too unless they begin anew in a part; items count among sisters; the
    headings of a policy paper count among sisters or on through the paper (both are printed).
    """
    last_of: dict[str, tuple[int, int]] = {}
    among: dict[tuple[int, str], tuple[int, int]] = {}
    for node in tree.nodes:
        level = node.level
        if level not in _COUNTED or node.number is None or (value := _value(node.number)) is None:
            continue
        sisters = (id(node.parent), level)
        last_sister, last = among.get(sisters), last_of.get(level)
        among[sisters] = last_of[level] = value
        if (last_sister is not None and _counts_on(value, last_sister)) or (
            last is not None and _counts_on(value, last)
        ):
            continue
        if last_sister is None and value == _FIRST:
            continue
        before = last_sister or last
        node.needs_review = True
        if before is None:
            said = "the first of its kind is not 1"
        elif value in (last_sister, last):
            said = "repeats a number"
        else:
            said = f"does not follow {'-'.join(str(n) for n in before if n)}"
        node.review_reason = node.review_reason or said
