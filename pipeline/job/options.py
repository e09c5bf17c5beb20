"""What a person may say of a run. None of it changes a row but for the model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pipeline.common.errors import GongbaoError
from pipeline.common.version import pipeline_version
from pipeline.ner import DEFAULT, Choice, choose

# a reader who has opened a release has a day to finish
MIN_KEEP_HOURS = 24.0


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run goes about its work.

    ``full``: process every source again. ``allow_removals``: publish though a tenth of the sources or more, or all of
    them, are gone. ``wait_s``: seconds to wait for another run that holds the output. ``keep_hours``: how long a replaced
    release stays, at least 24. ``ner``: the model asked for bodies that rules and registry do not know, as ``--ner``
    says it; ``trust_model``: also one whose files may run code when opened.
    """

    full: bool = False
    allow_removals: bool = False
    wait_s: float = 0.0
    keep_hours: float = MIN_KEEP_HOURS
    ner: str = DEFAULT
    trust_model: bool = False

    def __post_init__(self) -> None:
        if not self.keep_hours >= MIN_KEEP_HOURS:
            raise GongbaoError(
                f"{self.keep_hours:g} hours are too few to keep a replaced release",
                place="--keep-hours",
                mend=f"Give {MIN_KEEP_HOURS:.0f} or more: readers have a day to finish",
            )

    @property
    def model(self) -> Choice:
        """The model that ``ner`` names. Raises ``NerError`` where it cannot be had."""
        return choose(self.ner, self.trust_model)

    @property
    def pipeline_version(self) -> str:
        """The version of rows made so. Raises ``NerError``."""
        return pipeline_version(self.model.options())

    @property
    def keep(self) -> timedelta:
        """``keep_hours``."""
        return timedelta(hours=self.keep_hours)
