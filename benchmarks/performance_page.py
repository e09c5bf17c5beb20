"""``docs/performance.md`` from the figures of ``benchmarks.speed``."""

from __future__ import annotations

import datetime as dt
import platform

from benchmarks.speed import FLOOR, STAGES, Figures

_HEAD = """\
# Performance

Measured {day} by `make bench` on {machine}, Python {python}: medians of {repeats}. Stages and floor are processor time
on one core; the whole job is wall-clock time, start to published release, and other work on the machine slows it.
The pace of a machine changes from day to day by several times: compare pages by the multiples of the floor, not by seconds.
"""


def page(measured: list[Figures], repeats: int) -> str:
    """The whole page, dated today."""
    machine = f"{platform.system()} {platform.machine()}"
    parts = [
        _HEAD.format(
            day=dt.date.today().isoformat(), machine=machine, python=platform.python_version(), repeats=repeats
        )
    ]
    for figures in measured:
        parts += [_section(figures)]
    if measured[0].peers:
        parts.append(_peers(measured[0]))
    last = measured[-1]
    parts.append(
        f"## Where the time goes\n\nProfile of the stages on the {last.name} (cProfile, which makes calls look dearer"
        " than they are); what built-in functions take is counted to their caller.\n\n"
        + _shares("module", last.profile)
        + "\n"
        + _shares("function", last.functions)
    )
    return "\n".join(parts)


def _section(figures: Figures) -> str:
    chars = figures.n_chars
    stages = sum(figures.stages.values())
    floor = sum(figures.floor.values())
    rows = [
        f"## The {figures.name}",
        "",
        f"{figures.n_sources:,} sources, {chars:,} characters, {figures.n_bytes:,} bytes.",
        "",
        "| stage | seconds | characters a second | share |",
        "|---|--:|--:|--:|",
        *(_row(stage, figures.stages[stage], chars, stages) for stage in STAGES),
        f"| **all stages** | {stages:.3f} | {chars / stages:,.0f} | 100 % |",
        "",
        "| floor | seconds | characters a second |",
        "|---|--:|--:|",
        *(f"| {part} | {figures.floor[part]:.3f} | {_rate(chars, figures.floor[part])} |" for part in FLOOR),
        f"| **floor** | {floor:.3f} | {chars / floor:,.0f} |",
        "",
        f"All stages take {stages / floor:.1f} times the floor.",
        "",
        "| whole job | seconds | characters a second | peak memory (PSS of all processes) |",
        "|---|--:|--:|--:|",
    ]
    for cores, seconds in figures.whole.items():
        said = "pinned to one core" if cores == 1 else f"{cores} worker processes"
        rows.append(f"| {said} | {seconds:.2f} | {chars / seconds:,.0f} | {figures.memory[cores] / 2**20:,.0f} MiB |")
    if len(figures.whole) > 1:
        one, *_, several = figures.whole.values()
        rows += ["", f"{max(figures.whole)} workers are {one / several:.2f} times as fast as one core."]
    if figures.tenth:
        growth = figures.whole[1] / figures.tenth
        rows += ["", f"{chars / figures.n_chars_tenth:.1f} times the text takes {growth:.1f} times as long."]
    return "\n".join(rows) + "\n"


def _row(name: str, seconds: float, chars: int, whole: float) -> str:
    return f"| {name} | {seconds:.3f} | {_rate(chars, seconds)} | {100 * seconds / whole:.0f} % |"


def _rate(chars: int, seconds: float) -> str:
    return f"{chars / seconds:,.0f}" if seconds > 1e-4 else "-"


def _shares(what: str, shares: list[tuple[str, float]]) -> str:
    rows = [f"| {what} | share |", "|---|--:|", *(f"| {name} | {100 * share:.1f} % |" for name, share in shares)]
    return "\n".join(rows) + "\n"


def _peers(figures: Figures) -> str:
    ours = figures.n_chars / sum(figures.stages.values())
    rows = [
        "## Beside other readers",
        "",
        f"On paragraphs of the {figures.name}, processor time, in the same run; ours is all stages, tables included.",
        "",
        "| reader | characters a second | gongbao, all of it |",
        "|---|--:|--:|",
        *(f"| {name} | {rate:,.0f} | {ours / rate:,.0f} times as fast |" for name, rate in figures.peers),
    ]
    return "\n".join(rows) + "\n"
