"""The texts to learn from: a folder of texts or tars, without anything that is measured on."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.common.errors import GongbaoError
from pipeline.common.resources import seeds_dir
from pipeline.evaluate.run import GOLD
from pipeline.normalise import clean_paragraph, normalise

_SUFFIXES = (".txt", ".md")
_SENTENCE = re.compile("[^。；！？\n]+[。；！？]?")
# shorter ones say nothing and stand everywhere (第一条)
SHORTEST = 10


class CorpusError(GongbaoError):
    """There is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Names and raw texts in order of names; ``sha256`` is over both."""

    texts: tuple[tuple[str, str], ...]
    sha256: str


def read_corpus(places: Iterable[Path]) -> Corpus:
    """Every ``.txt`` and ``.md`` of folders, of tar files and of the tar files in folders; no text twice.

    Raises ``CorpusError`` where a place is missing or there is no text.
    """
    found: dict[str, str] = {}
    for place in places:
        if not place.exists():
            raise CorpusError("no such file or folder", place=str(place), mend="Name a folder of texts, or tar files")
        for name, text in _texts(place):
            found.setdefault(name, text)
    if not found:
        raise CorpusError("no .txt or .md in it", place="--corpus", mend="Name a folder of texts, or tar files")
    digest = hashlib.sha256()
    for name, text in sorted(found.items()):
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return Corpus(tuple(sorted(found.items())), digest.hexdigest())


def _texts(place: Path) -> Iterator[tuple[str, str]]:
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.suffix in _SUFFIXES:
                yield str(path.relative_to(place)), path.read_text(encoding="utf-8")
            elif ".tar" in path.suffixes:
                yield from _texts(path)
        return
    try:
        with tarfile.open(place) as tar:
            for member in tar:
                file = tar.extractfile(member) if member.isfile() and member.name.endswith(_SUFFIXES) else None
                if file is not None:
                    yield member.name, file.read().decode("utf-8")
    except tarfile.TarError as error:
        raise CorpusError(f"not a tar file ({error})", place=str(place), mend="Name a folder or a tar file") from None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a raw text, cleaned as the pipeline cleans it."""
    for paragraph in normalise(text).paragraphs:
        for match in _SENTENCE.finditer(paragraph.clean.text):
            if len(match[0]) >= SHORTEST:
                yield match[0]


def measured_sentences() -> frozenset[str]:
    """Every sentence of the seeds and of the gold: none of them may be learned from."""
    found: set[str] = set()
    for path in sorted(seeds_dir().glob("*.txt")):
        found.update(sentences(path.read_text(encoding="utf-8")))
    for path in sorted(GOLD.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text")
            if text:
                found.update(_SENTENCE.findall(clean_paragraph(text).text))
    return frozenset(found)
