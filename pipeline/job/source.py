"""One source through the house: normalise, segment, extract, assemble. No file is read or written here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from pipeline.assemble import assemble_source
from pipeline.assemble.portions import joined, moved
from pipeline.assemble.types import SourceRecord
from pipeline.common.errors import GongbaoError
from pipeline.extract.agencies.detectors import Detector
from pipeline.extract.combine import extract
from pipeline.ingest.types import SourceInfo
from pipeline.job.reports import StageClock
from pipeline.normalise import normalise
from pipeline.segment import segment
from pipeline.segment.portions import PORTION, cut_of, head_of
from pipeline.segment.types import SegmentedSource, SourceSpan


class StageError(GongbaoError):
    """A stage could not process a source: ``stage`` names it, ``cause`` is what it failed with."""

    def __init__(self, stage: str, cause: Exception) -> None:
        self.stage = stage
        self.cause = cause
        super().__init__(f"{stage}: {cause}")


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a very large source: ``alone`` as if there were nothing else, ``placed`` where it stands in the whole.

    Only the ``last`` one's ``placed`` knows the whole text, its spans and the number of all documents.
    """

    alone: SourceRecord
    placed: SourceRecord
    last: bool


def process_source(info: SourceInfo, clock: StageClock | None = None, detector: Detector | None = None) -> SourceRecord:
    """All that one source says; the time each stage takes goes to ``clock``, ``detector`` is as for ``extract``.

    Raises ``StageError`` when a stage fails, whatever it failed with: one bad source must not stop the others.
    """
    clock = clock or StageClock()
    return _assemble(info, _segment(info.text, clock), clock, detector)


def is_large(info: SourceInfo) -> bool:
    """Whether a source is to be read in portions."""
    return len(info.text) > 2 * PORTION


def process_portions(
    info: SourceInfo, clock: StageClock | None = None, size: int = PORTION, detector: Detector | None = None
) -> Iterator[Portion]:
    """What a very large source says, ``size`` characters at a time, cut between documents.

    A document longer than that is read whole. Raises ``StageError`` as ``process_source`` does.
    """
    clock = clock or StageClock()
    at = documents = 0
    first: SourceRecord | None = None
    spans: tuple[SourceSpan, ...] = ()
    while at < len(info.text):
        text, found = _next_portion(info.text, at, size, clock)
        record = _assemble(replace(info, text=text), found, clock, detector)
        # its documents are no part of what is said of the whole
        first = first or replace(record, documents=())
        spans = joined(spans, record.spans, at)
        last = at + len(text) == len(info.text)
        whole = replace(
            first, info=info if last else replace(info, text=""), spans=spans if last else (), first_document=documents
        )
        yield Portion(record, moved(record, whole, at), last)
        at += len(text)
        documents += len(record.documents)
        # not held while the next is read
        del found, record


def _next_portion(text: str, at: int, size: int, clock: StageClock) -> tuple[str, SegmentedSource]:
    """The portion of ``text`` that begins at ``at``, segmented."""
    while True:
        portion = text[at : at + size]
        found = _segment(portion, clock)
        if at + size >= len(text):
            return portion, found
        cut = cut_of(found, len(portion))
        if cut:
            return portion[:cut], head_of(found, cut)
        size *= 2


def _segment(text: str, clock: StageClock) -> SegmentedSource:
    with failing("normalise"), clock.stage("normalise"):
        normalised = normalise(text)
    with failing("segment"), clock.stage("segment"):
        return segment(normalised)


def _assemble(
    info: SourceInfo, segmented: SegmentedSource, clock: StageClock, detector: Detector | None
) -> SourceRecord:
    with failing("assemble"), clock.stage("assemble"):
        read = partial(extract, detector=detector)
        return assemble_source(info, segmented, clock.timed("extract", read, within="assemble"))


@contextmanager
def failing(stage: str) -> Iterator[None]:
    """Whatever fails inside is a ``StageError`` of ``stage``."""
    try:
        yield
    except Exception as error:
        raise StageError(stage, error) from error
