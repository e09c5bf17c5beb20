"""An evaluation as a table for a terminal and as ``docs/evaluation.md``."""

from __future__ import annotations

import datetime as dt

from pipeline.evaluate.figures import Found, Report, Share

_MEASURES = ("span", "overlap", "value")


def _rows(report: Report) -> list[tuple[str, Found, Found, Found]]:
    """(type, span, overlap, value) of each mention type scored."""
    figures = report.figures
    kinds = [name.removesuffix(" span") for name in figures if name.endswith(" span")]
    out = []
    for kind in kinds:
        span, overlap, value = (figures[f"{kind} {measure}"] for measure in _MEASURES)
        assert isinstance(span, Found)
        assert isinstance(overlap, Found)
        assert isinstance(value, Found)
        out.append((kind, span, overlap, value))
    return out


def _rest(report: Report) -> list[tuple[str, Found | Share]]:
    return [(name, f) for name, f in report.figures.items() if name.rsplit(" ", 1)[1] not in _MEASURES]


def as_text(report: Report) -> str:
    """The table that ``gongbao evaluate`` prints."""
    lines = [f"{'type':18}{'gold':>6}{'pred':>6}{'span F1':>9}{'overlap F1':>12}{'value F1':>10}"]
    for kind, span, overlap, value in _rows(report):
        lines.append(
            f"{kind:18}{span.gold:6}{span.predicted:6}{span.value:9.4f}{overlap.value:12.4f}{value.value:10.4f}"
        )
    lines += ["", f"{'figure':28}{'right':>7}{'gold':>7}{'pred':>7}{'':>5}{'value':>7}"]
    for name, figure in _rest(report):
        if isinstance(figure, Found):
            lines.append(f"{name:28}{figure.right:7}{figure.gold:7}{figure.predicted:7}{'F1':>5}{figure.value:7.4f}")
        else:
            lines.append(f"{name:28}{figure.right:7}{figure.of:7}{'':>7}{'':>5}{figure.value:7.4f}")
    return "\n".join(lines)


def errors_as_text(report: Report, first: int) -> str:
    """The first mistakes behind each figure, tab-separated."""
    seen: dict[str, int] = {}
    lines = []
    for mistake in report.mistakes:
        seen[mistake.figure] = seen.get(mistake.figure, 0) + 1
        if seen[mistake.figure] <= first:
            line = (mistake.figure, mistake.place, mistake.kind, mistake.text, mistake.detail)
            lines.append("\t".join(part.replace("\t", " ").replace("\n", "⏎") for part in line).rstrip("\t"))
    return "\n".join(lines)


def as_markdown(report: Report, day: dt.date, version: str) -> str:
    """``docs/evaluation.md``: the figures with their date and what they mean."""
    lines = [
        "# Evaluation",
        "",
        f"Written by `gongbao evaluate --write docs/evaluation.md` on {day.isoformat()} with pipeline version",
        f"`{version}`. The gold is in `pipeline/evaluate/gold`: 160 paragraphs, 27 documents and 395 provisions of the",
        "seed texts, annotated as its `GUIDELINES.md` and `CLAUSES.md` say; citations (`CITATIONS.md`); `corpus:` are 360",
        "paragraphs of laws and policies of many places (`CORPUS.md`, which has the figures they had when first read),",
        "`values:` 250, `strata:` 192 and `fresh:` 63 more with values only, `agencies:` 179 with agencies only, `written:` 158",
        "written by hand in the style of other provinces.",
        "All of it was in view when the readers were mended, so these figures guard against falling back; on unseen text",
        "expect the blind ones of `CORPUS.md`. `tests/evaluate/floors.json` keeps each figure from falling.",
        "Agencies whose names no list has are measured apart, by model and against jieba: `models.md`, Unseen names.",
        "",
        "## Mentions",
        "",
        "Span: same offsets. Overlap: at least one character shared. Value: overlap, and the normalised fields agree.",
        "Mentions that careful readers may see either way (`optional`) count neither way.",
        "",
        "| type | gold | predicted | span F1 | overlap F1 | value F1 |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind, span, overlap, value in _rows(report):
        lines.append(
            f"| {kind} | {span.gold} | {span.predicted} | {span.value:.4f} | {overlap.value:.4f} | {value.value:.4f} |"
        )
    lines += [
        "",
        "## Fields, documents, provisions",
        "",
        "Fields are counted on the mentions found (`AGENCY canonical` on the specific ones that have one in the gold).",
        "A document or provision is found when it starts within 8 characters of the gold's, a provision when its level",
        "is the same besides; the other rows are counted on those found.",
        "",
        "| figure | right | gold | predicted | value |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, figure in _rest(report):
        if isinstance(figure, Found):
            lines.append(f"| {name} | {figure.right} | {figure.gold} | {figure.predicted} | F1 {figure.value:.4f} |")
        else:
            lines.append(f"| {name} | {figure.right} | {figure.of} | | {figure.value:.4f} |")
    return "\n".join(lines) + "\n"
