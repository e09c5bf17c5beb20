"""The laws of a corpus: whole ones, each once."""

from __future__ import annotations

import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.law_text import Law, NotALaw, fold, read_law

#: A text that shares this share of its articles with one already taken is another copy of it.
_SAME_ARTICLES = 0.6


def texts(corpus: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every ``.txt`` and ``.md`` of a folder or a tar, in order of names.

    Raises ``FileNotFoundError`` where there is none.
    """
    if corpus.is_dir():
        for path in sorted(p for p in corpus.rglob("*") if p.suffix in (".txt", ".md")):
            yield str(path.relative_to(corpus)), path.read_text(encoding="utf-8")
        return
    with tarfile.open(corpus) as tar:
        read = {m.name: tar.extractfile(m) for m in tar if m.isfile() and m.name.endswith((".txt", ".md"))}
        decoded = {name: file.read().decode("utf-8") for name, file in read.items() if file is not None}
    yield from sorted(decoded.items())


def sample(corpus: Path, folder: Path, *, count: int = 0, n_chars: int = 0) -> None:
    """Texts drawn evenly from a corpus (a folder of texts, a tar, or a folder of tars) into ``folder``.

    ``count`` of them at most, or so many that they have about ``n_chars`` characters.
    """
    tars = sorted(corpus.glob("*.tar*")) if corpus.is_dir() else []
    found = [text for place in tars or [corpus] for text in texts(place)]
    whole = sum(len(text) for _, text in found)
    step = max(1, -(-len(found) // count) if count else whole // n_chars)
    for k, (name, text) in enumerate(found[::step]):
        (folder / f"{k:05d}{Path(name).suffix}").write_text(text, encoding="utf-8")


def laws(corpus: Path) -> tuple[list[Law], Counter[str]]:
    """Every law that can be read without doubt, once, and how many texts were left out for which reason."""
    kept: list[Law] = []
    left_out: Counter[str] = Counter()
    titles: set[str] = set()
    holders: dict[int, int] = {}  # an article's text -> the law that has it
    for name, markdown in texts(corpus):
        try:
            law = read_law(name, markdown)
        except NotALaw as reason:
            left_out[str(reason)] += 1
            continue
        hashes = [hash(a.text) for a in law.articles]
        shared = Counter(holders[h] for h in hashes if h in holders)
        twin = max(shared.values(), default=0)
        if fold(law.title) in titles or twin >= _SAME_ARTICLES * len(hashes):
            left_out["second copy"] += 1
            continue
        titles.add(fold(law.title))
        holders.update((h, len(kept)) for h in hashes)
        kept.append(law)
    return kept, left_out
