"""Building blocks of patterns that are read from right to left.

The head of a Chinese organisation name is its last word (市场监督管理 **部门**, 上海市科学技术 **委员会**), and what stands
before it is open at the left. So the grammar runs over the reversed text: it starts at a head, which is rare, and
takes as much to its left as belongs to the name. Everything here takes and gives patterns of reversed text, while
arguments stand in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

#: More alternatives than are tried one by one in the time of one look at a set of characters.
_MANY = 20


def words(items: Iterable[str]) -> str:
    """Any of ``items``, the longest that fits, as one trie: linear to try and quick to compile."""
    root: dict[str, Any] = {}
    for item in items:
        node = root
        for char in reversed(item):
            node = node.setdefault(char, {})
        node[""] = {}
    # mostly none of them fits, and one look at a set of characters says so
    guard = f"(?=[{''.join(map(re.escape, root))}])" if len(root) > _MANY and "" not in root else ""
    return guard + _branch(root)


def last_words(items: Iterable[str], not_next: Mapping[str, str], but: Mapping[str, str]) -> str:
    """``words`` at the end of a name; ``not_next`` forbids what may follow its last character, ``but`` allows a word.

    Every alternative begins with its character, so that the wrong ones cost next to nothing.
    """
    ends: dict[str, list[str]] = {}
    for item in items:
        ends.setdefault(item[-1], []).append(item[:-1])
    parts = []
    for char, rests in sorted(ends.items()):
        mark = re.escape(char)
        guard = f"(?<![{not_next[char]}]{mark})" if char in not_next else ""
        if guard and char in but:
            guard = f"(?:{guard}|(?<={but[char][::-1]}{mark}))"
        rest = words(r for r in rests if r)
        parts.append(mark + guard + (f"(?:{rest})?" if "" in rests and rest else rest))
    return alt(*parts)


def _branch(node: dict[str, Any]) -> str:
    leaves = [re.escape(char) for char, below in node.items() if char and set(below) == {""}]
    alternatives = [re.escape(char) + _branch(below) for char, below in node.items() if char and set(below) != {""}]
    if leaves:
        alternatives.append(leaves[0] if len(leaves) == 1 else f"[{''.join(leaves)}]")
    if not alternatives:
        return ""
    if "" in node:
        return f"(?:{'|'.join(alternatives)})?"
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"


def seq(*parts: str) -> str:
    """``parts`` one after another, given in reading order."""
    return "".join(reversed(parts))


def alt(*parts: str) -> str:
    """One of ``parts``, the first that fits."""
    return f"(?:{'|'.join(parts)})"


def opt(part: str) -> str:
    """``part`` or nothing."""
    return f"(?:{part})?"


def many(part: str, most: int | None = None) -> str:
    """``part`` once or more, at most ``most`` times."""
    return f"(?:{part})+" if most is None else f"(?:{part}){{1,{most}}}"


def not_after(items: Iterable[str]) -> str:
    """Nothing, where none of ``items`` stands right before in reading order. Goes first in ``seq``."""
    return f"(?!{words(items)})"


def named(name: str, part: str) -> str:
    """``part`` as a group, so that a match says which form it has."""
    return f"(?P<{name}>{part})"
