"""What a job says of itself: small, picklable, and enough for a summary and an exit code."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar

from pipeline.tables.failures import Failure

P = ParamSpec("P")
R = TypeVar("R")

EXIT_OK = 0
EXIT_NOTHING_PUBLISHED = 1
EXIT_USAGE = 2
EXIT_SOME_FAILED = 3
EXIT_SOURCES_GONE = 4


class StageClock:
    """Seconds spent in each stage, by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs inside under ``name``."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - start

    def timed(self, name: str, function: Callable[P, R], *, within: str) -> Callable[P, R]:
        """``function``, its calls counted under ``name`` and no more under ``within``, the stage that makes them."""

        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            """``function``, timed."""
            before = self.seconds[name]
            try:
                with self.stage(name):
                    return function(*args, **kwargs)
            finally:
                self.seconds[within] -= self.seconds[name] - before

        return call


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What became of one batch: counts, failures and seconds; its rows are staged."""

    name: str
    n_sources: int
    n_bytes: int
    n_chars: int
    rows: dict[str, int]
    needs_review: dict[str, int]
    failures: tuple[Failure, ...]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What became of a run. ``release`` is None when nothing was published; ``new`` False when nothing had changed.

    ``n_sources``, ``n_chars``, ``rows`` and ``needs_review`` are those of the release. Of its sources ``n_processed`` were
    read in this run, ``n_resumed`` in one that was stopped, ``n_renamed`` have only another path, and ``n_kept`` are as in
    the release before; ``n_removed`` of that one are gone.
    """

    raw: str
    out: str
    pipeline_version: str
    release: str | None
    path: Path | None
    new: bool
    n_sources: int
    n_chars: int
    rows: dict[str, int]
    needs_review: dict[str, int]
    failures: tuple[Failure, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    wall_seconds: float = 0.0
    n_processed: int = 0
    n_resumed: int = 0
    n_renamed: int = 0
    n_kept: int = 0
    n_removed: int = 0

    @property
    def exit_code(self) -> int:
        """0 when every source is in, 3 when some failed and the rest is published, 1 when nothing is."""
        if self.release is None:
            return EXIT_NOTHING_PUBLISHED
        return EXIT_SOME_FAILED if self.failures else EXIT_OK

    @property
    def sources_said(self) -> str:
        """``5 sources (1 read, 4 unchanged)``."""
        parts = (
            (self.n_processed, "read"), (self.n_resumed, "resumed"), (self.n_renamed, "renamed"),
            (self.n_kept, "unchanged"), (self.n_removed, "gone"),
        )  # fmt: skip
        said = ", ".join(f"{count} {what}" for count, what in parts if count)
        whole = self.n_processed == self.n_sources and not self.n_removed
        return f"{self.n_sources} sources" + (f" ({said})" if said and not whole else "")

    @property
    def seconds_said(self) -> str:
        """``extract 3.1, assemble 0.8, …``: the stages that took longest first, of all workers together."""
        longest = sorted(self.seconds.items(), key=lambda stage: -stage[1])
        return ", ".join(f"{name} {seconds:.1f}" for name, seconds in longest if seconds >= 0.05) or "none"

    def as_markdown(self) -> str:
        """The run in one page: the artifact of the flow."""
        done = f"release `{self.release}`" if self.release else "**nothing published**"
        if self.release and not self.new:
            done += " (unchanged)"
        lines = [
            "# gongbao run",
            "",
            f"`{self.raw}` to `{self.out}`: {done}, pipeline version `{self.pipeline_version}`.",
            "",
            f"{self.sources_said}, {self.n_chars:,} characters, {len(self.failures)} failures,"
            f" {self.wall_seconds:.1f} s.",
            "",
            "| table | rows | needs review |",
            "|---|--:|--:|",
            *(f"| {name} | {count:,} | {self.needs_review.get(name, 0):,} |" for name, count in self.rows.items()),
            "",
            "| stage | seconds |",
            "|---|--:|",
            *(f"| {name} | {seconds:.2f} |" for name, seconds in self.seconds.items()),
        ]
        if self.failures:
            lines += [
                "",
                "| failed source | stage | error | message |",
                "|---|---|---|---|",
                *(f"| {_cell(f.path)} | {f.stage} | {f.error_type} | {_cell(f.message)} |" for f in self.failures),
            ]
        return "\n".join(lines) + "\n"


def total(reports: Iterable[BatchReport], field: str) -> dict[str, float]:
    """The sum over batches of ``rows``, ``needs_review`` or ``seconds``, by name."""
    out: dict[str, float] = {}
    for report in reports:
        for name, count in getattr(report, field).items():
            out[name] = out.get(name, 0) + count
    return out


def merged(name: str, reports: Sequence[BatchReport]) -> BatchReport:
    """The report of a batch that was done in several parts."""
    return BatchReport(
        name=name,
        n_sources=sum(report.n_sources for report in reports),
        n_bytes=sum(report.n_bytes for report in reports),
        n_chars=sum(report.n_chars for report in reports),
        rows={table: int(count) for table, count in total(reports, "rows").items()},
        needs_review={table: int(count) for table, count in total(reports, "needs_review").items()},
        failures=tuple(failure for report in reports for failure in report.failures),
        seconds=total(reports, "seconds"),
    )


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|").replace("\n", " ")
