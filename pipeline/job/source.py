"""One source through the house: normalise, segment, extract, assemble. No file is read or written here."""

from __future__ import annotations

from pipeline.assemble import assemble_source
from pipeline.assemble.types import SourceRecord
from pipeline.common.errors import GongbaoError
from pipeline.extract.combine import extract
from pipeline.ingest.types import SourceInfo
from pipeline.job.reports import StageClock
from pipeline.normalise import normalise
from pipeline.segment import segment


class StageError(GongbaoError):
    """A stage could not process a source: ``stage`` names it, ``cause`` is what it failed with."""

    def __init__(self, stage: str, cause: Exception) -> None:
        self.stage = stage
        self.cause = cause
        super().__init__(f"{stage}: {cause}")


def process_source(info: SourceInfo, clock: StageClock | None = None) -> SourceRecord:
    """All that one source says; the time each stage takes goes to ``clock``.

    Raises ``StageError`` when a stage fails, whatever it failed with: one bad source must not stop the others.
    """
    clock = clock or StageClock()
    stage = "normalise"
    try:
        with clock.stage(stage):
            normalised = normalise(info.text)
        stage = "segment"
        with clock.stage(stage):
            segmented = segment(normalised)
        stage = "assemble"
        with clock.stage(stage):
            return assemble_source(info, segmented, clock.timed("extract", extract, within=stage))
    except Exception as error:
        raise StageError(stage, error) from error
