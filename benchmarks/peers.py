"""How other public readers do on the same gold, and where our numeral reader and theirs differ.

    python -m benchmarks.peers [--envs DIR] [--write docs/comparison.md]

Each package is installed in an environment of its own below DIR (default ``build/peers``, which git ignores) and run by
``peer_readers.py``, which also says how its output is laid beside the gold. One that cannot be installed is named in the
page with the error.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

_ROOT = Path(__file__).resolve().parent.parent
if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(_ROOT))

from benchmarks.peer_cases import NUMERALS, SENTENCES  # noqa: E402
from pipeline.common.numerals import read_number  # noqa: E402
from pipeline.evaluate.figures import Found  # noqa: E402
from pipeline.evaluate.run import GOLD, PLACE, load  # noqa: E402
from pipeline.evaluate.score import FIELDS, same, score_mentions  # noqa: E402
from pipeline.extract import Context, extract_paragraph  # noqa: E402
from tests.common import numeral_forms as forms  # noqa: E402

VALUES = ("MONEY", "PERCENT", "MULTIPLE", "DATE", "DURATION")
#: Beside the gold's own fields: the numbers alone, whatever side they bound.
NUMBERS = dict.fromkeys(VALUES, ("numbers",))
RESAMPLES = 2000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Peer:
    """A package: what it is asked for as in ``peer_readers``, what to install, which types it reads at all."""

    name: str
    title: str
    requirements: tuple[str, ...]
    types: tuple[str, ...]


PEERS = (
    Peer("jionlp", "JioNLP 1.5.31", ("jionlp==1.5.31",), ("MONEY", "DATE", "DURATION")),
    Peer(
        "recognizers",
        "Recognizers-Text 1.0.2a2",
        ("recognizers-text-suite==1.0.2a2", "emoji==1.7.0"),
        ("MONEY", "PERCENT", "DATE", "DURATION"),
    ),
    Peer("cn2an", "cn2an 0.5.24", ("cn2an==0.5.24",), ()),
)


class PeerError(Exception):
    """A package that could not be installed or run."""


def install(peer: Peer, envs: Path) -> Path:
    """The Python of an environment with ``peer`` in it; raises ``PeerError`` with the installer's last words."""
    home = envs / peer.name
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = home / "installed"
    if done.exists() and done.read_text(encoding="utf-8") == "\n".join(peer.requirements):
        return python
    venv.create(home, clear=True, with_pip=True)
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.requirements]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise PeerError((run.stderr.strip().splitlines() or ["pip failed"])[-1])
    done.write_text("\n".join(peer.requirements), encoding="utf-8")
    return python


def ask(peer: Peer, python: Path, rows: Iterable[Row]) -> dict[str, Row]:
    """The answers of ``peer`` by id; raises ``PeerError``."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    command = [str(python), "-X", "utf8", str(_ROOT / "benchmarks" / "peer_readers.py"), peer.name]
    run = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    if run.returncode:
        raise PeerError((run.stderr.strip().splitlines() or [f"exit code {run.returncode}"])[-1])
    return {row["id"]: row for row in map(json.loads, run.stdout.splitlines())}


# --- scores ----------------------------------------------------------------------------------------------------------


def with_numbers(mentions: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Mentions with ``numbers``: unit and numbers said, or the days of a date."""
    out = []
    for m in mentions:
        unit = m.get("currency") or m.get("unit") or ""
        sides = {f"{float(m[side]):.6g}" for side in ("min", "max") if m.get(side) is not None}
        days = [m[day] for day in ("date_start", "date_end") if day in m]
        out.append({**m, "numbers": [unit, *sorted(sides), *days]})
    return out


def counts(gold: Sequence[Row], found: Mapping[str, Sequence[Row]], kind: str) -> dict[str, list[Found]]:
    """The counts of one type, paragraph by paragraph: ``overlap``, ``numbers`` and ``value``."""
    out: dict[str, list[Found]] = {"overlap": [], "numbers": [], "value": []}
    for row in gold:
        golden = {row["id"]: with_numbers(row["mentions"])}
        mine = {row["id"]: with_numbers(found.get(row["id"], ()))}
        for measure, fields in (("value", FIELDS[kind]), ("numbers", NUMBERS[kind])):
            figures = score_mentions(golden, mine, {kind: fields}, {}).figures
            out[measure].append(_found(figures[f"{kind} value"]))
            if measure == "value":
                out["overlap"].append(_found(figures[f"{kind} overlap"]))
    return out


def _found(figure: object) -> Found:
    assert isinstance(figure, Found)
    return figure


def f1(parts: Iterable[Found]) -> float:
    """F1 of the counts put together."""
    parts = list(parts)
    return Found(sum(p.gold for p in parts), sum(p.predicted for p in parts), sum(p.right for p in parts)).value


def interval(parts: Sequence[Found]) -> tuple[float, float]:
    """The 95 % bootstrap interval of F1 over paragraphs.

    Where no mistake was made resampling makes none either: then the lower end is the exact one for the share right.
    """
    table = np.array([(p.gold, p.predicted, p.right) for p in parts], dtype=np.int64)
    total = table.sum(axis=0)
    if total[0] == total[1] == total[2]:
        return (round(0.025 ** (1 / int(total[0])), 3), 1.0) if total[0] else (0.0, 1.0)
    picks = np.random.default_rng(4).integers(0, len(table), (RESAMPLES, len(table)))
    sums = table[picks].sum(axis=1)
    scores = 2 * sums[:, 2] / np.maximum(sums[:, 0] + sums[:, 1], 1)
    low, high = np.quantile(scores, (0.025, 0.975))
    return round(float(low), 3), round(float(high), 3)


def score_lines(gold: Sequence[Row], readings: Mapping[str, Mapping[str, Sequence[Row]]]) -> list[str]:
    """The table of one gold file; ``readings`` are mentions by reader and paragraph."""
    out = ["| type | gold | reader | found | numbers | value F1 | 95 % |", "|---|--:|---|--:|--:|--:|---|"]
    for kind in VALUES:
        for reader, found in readings.items():
            reads = next((p.types for p in PEERS if p.title == reader), VALUES)
            parts = counts(gold, found if kind in reads else {}, kind)
            n = sum(p.gold for p in parts["value"])
            if kind not in reads:
                out.append(f"| {kind} | {n} | {reader} | not read | | | |")
                continue
            low, high = interval(parts["value"])
            scores = " | ".join(f"{f1(parts[m]):.3f}" for m in ("overlap", "numbers", "value"))
            out.append(f"| {kind} | {n} | {reader} | {scores} | {low:g} to {high:g} |")
    return out


# --- case by case ----------------------------------------------------------------------------------------------------


def said(mentions: Iterable[Mapping[str, Any]]) -> str:
    """Values as a table cell shows them."""
    out = []
    for m in sorted(mentions, key=lambda m: int(m["start"])):
        if m["type"] not in VALUES:
            continue
        if m["type"] == "DATE":
            ends = dict.fromkeys((m["date_start"], m["date_end"]))
            out.append(f"{m['text']}: {' to '.join(ends)}")
            continue
        number = "?" if m["min"] is m["max"] is None else _range(m["min"], m["max"])
        unit = m.get("currency") or m.get("unit") or "times"
        out.append(f"{m['text']}: {number} {unit}{' about' if m['bound'] == 'approx' else ''}")
    return "<br>".join(out) or "nothing"


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"≤ {_plain(high)}"
    if high is None:
        return f"≥ {_plain(low)}"
    return _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"


def _plain(number: float | None) -> str:
    if number is None:
        return "refused"
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:.10g}"


def random_numerals(times: int) -> dict[str, list[tuple[str, float]]]:
    """Random values in each written form, made by the generator that the tests check our reader by."""
    rng = random.Random(4)
    out: dict[str, list[tuple[str, float]]] = {}
    for _ in range(times):
        n = rng.randrange(1, 10 ** rng.randint(1, 12))
        small = rng.randrange(1, 10**4)
        text, value = forms.scaled(Decimal(rng.randrange(1, 10**4)).scaleb(-1), rng.choice(["万", "亿"]))
        clipped, worth = forms.clipped(rng.randrange(1, 10), rng.randrange(1, 10), rng.choice("百千万亿"))
        mixed, thousands = forms.by_thousands(rng.randrange(1, 10), rng.randrange(1, 10), rng.choice(["", "万"]))
        for form, written, number in (
            ("Chinese (一百二十)", forms.spoken(n), n),
            ("financial (壹佰贰拾)", forms.chinese(n, capital=True), n),
            ("positional (二〇二四)", forms.positional(1000 + small), 1000 + small),
            ("separated (1,234,567)", forms.separated(n), n),
            ("full-width (１２３)", forms.full_width(str(n)), n),
            ("Chinese decimal (三点五)", forms.chinese_decimal(small, str(rng.randrange(1, 100))), None),
            ("scaled (1.5亿)", text, value),
            ("mixed (3千5百万)", mixed, thousands),
            ("groups (1亿2000万)", forms.mixed(n), n),
            ("clipped (两万五)", clipped, worth),
        ):
            known = read_by_hand(written) if number is None else float(number)
            out.setdefault(form, []).append((written, known))
    return out


def read_by_hand(text: str) -> float:
    """三百零五点二 by its two sides: the whole by the generator's inverse, the digits one by one."""
    whole, _, digits = text.partition("点")
    number = next(n for n in range(10**4) if forms.spoken(n) == whole)
    return float(f"{number}.{''.join(str(forms.PLAIN.index(c)) for c in digits)}")


def ours(text: str) -> float | None:
    """Our reading of a numeral."""
    value = read_number(text)
    return None if value is None else float(value)


def numeral_lines(readers: Mapping[str, Mapping[str, float | None]]) -> list[str]:
    """Case by case where a reader differs from what is meant."""
    names = list(readers)
    out = ["| written | meant | gongbao | " + " | ".join(names) + " |", "|---|--:|--:|" + "--:|" * len(names)]
    alike = 0
    for text, meant in NUMERALS:
        readings = [ours(text), *(readers[name].get(text) for name in names)]
        if all(same(reading, meant) for reading in readings):
            alike += 1
            continue
        cells = [_plain(r) if same(r, meant) else f"**{_plain(r)}**" for r in readings]
        out.append(f"| {text} | {_plain(meant)} | {' | '.join(cells)} |")
    return [*out, "", f"All read {alike} of the {len(NUMERALS)} cases alike; they are not in the table."]


def share_lines(
    numbers: Mapping[str, list[tuple[str, float]]], readers: Mapping[str, Mapping[str, float | None]]
) -> list[str]:
    """Share of random values read right, by written form."""
    names = ["gongbao", *readers]
    out = ["| written form | values | " + " | ".join(names) + " |", "|---|--:|" + "--:|" * len(names)]
    for form, cases in numbers.items():
        answers = [[ours(text) for text, _ in cases], *([readers[n].get(text) for text, _ in cases] for n in readers)]
        shares = [sum(same(a, meant) for a, (_, meant) in zip(got, cases, strict=True)) / len(cases) for got in answers]
        out.append(f"| {form} | {len(cases)} | " + " | ".join(f"{s:.3f}" for s in shares) + " |")
    return out


# --- the page --------------------------------------------------------------------------------------------------------

_HEAD = """\
# Comparison with other readers

Written by `python -m benchmarks.peers --write docs/comparison.md`, which installs each package in an environment of
its own. How the output of each is laid beside the gold is in `benchmarks/peer_readers.py`: spans are cut to ours,
deadlines that JioNLP resolves from a day are asked for again as lengths, and of two days offered the first is taken.
Missing years are taken from 2024, the year of most seeds.

Found: F1 of mentions that share a character with the gold's. Numbers: unit and numbers agree too, whatever side they
bound; a range counts as one, so both of its ends are asked for. Value: the side agrees too (at most, at least, about). None of the others reads what bounds a number in full,
so the column in the middle is the fairer one to them. 95 %: bootstrap over paragraphs of value F1 (the exact lower
end where nothing was wrong).

Our rules were written with the dev gold at hand and mended with the corpus gold in view: our figures here say that
nothing known is wrong. The blind ones, taken before that, are in `pipeline/evaluate/gold/CORPUS.md`.
"""
_NUMERALS = """\
## Numerals

Random values written by the generator of `tests/common/numeral_forms.py` and read back; share read right. JioNLP is
asked for so many 元. What it makes of 2万5 it makes of `2万5元`.
"""
_CASES = "### Case by case\n\nBold: not what is meant. Refused: no value is given; ours refuses what may be damaged or is no number.\n"


def page(envs: Path, times: int) -> str:
    """The whole page."""
    golds = {"dev gold": load(GOLD / "mentions.dev.jsonl"), "corpus gold": load(GOLD / "mentions.corpus.jsonl")}
    numbers = random_numerals(times)
    written = list(dict.fromkeys([t for t, _ in NUMERALS] + [t for cases in numbers.values() for t, _ in cases]))
    asked = [{"id": f"{name} {r['id']}", "text": r["text"]} for name, rows in golds.items() for r in rows]
    asked += [{"id": f"sentence {s}", "text": s} for s in SENTENCES]
    asked += [{"id": f"numeral {t}", "numeral": t} for t in written]
    answers: dict[str, dict[str, Row]] = {}
    failed = []
    for peer in PEERS:
        try:
            answers[peer.title] = ask(peer, install(peer, envs), asked)
        except (PeerError, OSError) as error:
            failed.append(f"{peer.title} could not be measured: `{error}`.")
    lines = [_HEAD, *failed]
    for name, rows in golds.items():
        readings = {
            "gongbao": {r["id"]: extract_paragraph(r["text"], Context(place=r.get("place", PLACE))) for r in rows}
        }
        for peer in PEERS:
            if peer.types and peer.title in answers:
                readings[peer.title] = {r["id"]: answers[peer.title][f"{name} {r['id']}"]["mentions"] for r in rows}
        lines += [f"## {name.capitalize()}: {len(rows)} paragraphs", "", *score_lines(rows, readings), ""]
    lines += ["## Sentence by sentence", "", *sentence_lines(answers), ""]
    numerals = {title: {t: found[f"numeral {t}"]["value"] for t in written} for title, found in answers.items()}
    lines += [_NUMERALS, *share_lines(numbers, numerals), "", _CASES, *numeral_lines(numerals), ""]
    return "\n".join(lines)


def sentence_lines(answers: Mapping[str, Mapping[str, Row]]) -> list[str]:
    """What each makes of the sentences of ``peer_cases``."""
    titles = [p.title for p in PEERS if p.types and p.title in answers]
    out = ["| text | gongbao | " + " | ".join(titles) + " |", "|---|---|" + "---|" * len(titles)]
    for text in SENTENCES:
        cells = [said(extract_paragraph(text)), *(said(answers[t][f"sentence {text}"]["mentions"]) for t in titles)]
        out.append(f"| {text} | " + " | ".join(cells) + " |")
    return out


def main() -> int:
    """Write or print the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("--envs", type=Path, default=_ROOT / "build" / "peers", help="where the environments are kept")
    parser.add_argument("--times", type=int, default=300, help="random values of each written form")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    args = parser.parse_args()
    text = page(args.envs, args.times)
    if args.write:
        args.write.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
