"""Numbers that do not count on: repeated, out of order, left out. The tree keeps them; a person should look."""

from __future__ import annotations

from pipeline.segment.tree import Node, Tree

_COUNTED = (
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


def _value(node: Node) -> tuple[int, int] | None:
    """A number as (15, 0), one put in between as (120, 1)."""
    if node.number is None:
        return None
    main, _, inserted = node.number.partition("-")
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
        value = _value(node)
        if node.level not in _COUNTED or value is None:
            continue
        sisters = (id(node.parent), node.level)
        before = [x for x in (among.get(sisters), last_of.get(node.level)) if x is not None]
        opens = value == (1, 0) and sisters not in among
        if before and not opens and not any(_counts_on(value, x) for x in before):
            node.needs_review = True
            said = (
                "repeats a number" if value in before else f"does not follow {'-'.join(str(n) for n in before[0] if n)}"
            )
            node.review_reason = node.review_reason or said
        elif not before and value != (1, 0):
            node.needs_review = True
            node.review_reason = node.review_reason or "the first of its kind is not 1"
        among[sisters] = value
        last_of[node.level] = value
