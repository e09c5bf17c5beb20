"""Other projects' readers behind one form: run by ``benchmarks.peers`` in an environment that has them installed.

    python peer_readers.py jionlp|recognizers|cn2an < lines of JSON > lines of JSON

This file needs nothing but Python and the package it is asked for. ``{"id", "text"}`` in gives ``{"id", "mentions"}`` out
in the form of the gold; ``{"id", "numeral"}`` gives ``{"id", "value"}``, null where it is refused. Where a package says a
thing in its own way the reading nearest to the gold is taken, so that what is counted against it is what it misread.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

Mention = dict[str, Any]
Reader = Callable[[str], Iterator[Mention]]
Numeral = Callable[[str], float | None]

#: The day that missing years are taken from: the dev gold is of gazettes of that year.
REFERENCE = dt.datetime(2024, 7, 1)
CURRENCIES = {
    "元": "CNY", "美元": "USD", "港元": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "澳元": "AUD", "加元": "CAD", "韩元": "KRW",
    "瑞士法郎": "CHF", "新加坡元": "SGD", "泰铢": "THB", "卢布": "RUB", "台币": "TWD", "澳门元": "MOP",
}  # fmt: skip


def _mention(kind: str, text: str, start: int, end: int, **fields: object) -> Mention:
    return {"type": kind, "start": start, "end": end, "text": text[start:end], **fields}


def _sides(bound: str, low: float, high: float) -> dict[str, Any]:
    return {"bound": bound, "min": None if bound == "max" else low, "max": None if bound == "min" else high}


# --- JioNLP ----------------------------------------------------------------------------------------------------------

#: JioNLP takes the words round a number into its span; GUIDELINES leave them outside.
_ROUND_BEFORE = re.compile(r"^(?:超过|不超过|约|大约|近|最高|至少|不低于|高达|将近|接近|元以上|[万亿]元以上|自|从|到)+")
_ROUND_AFTER = re.compile(r"(?:以上|以下|以内|之内|内|左右|上下|起|前|之前|后)+$")
_DELTA_UNITS = ("year", "month", "workday", "week", "day", "hour", "minute")
_JIO_BOUNDS = {"accurate": "exact", "blur": "approx", "blur-": "max", "blur+": "min"}


def _trimmed(text: str, offset: list[int]) -> tuple[int, int]:
    """A span without the words round it that our guidelines leave out, unless they are all of it."""
    start, end = offset
    before, after = _ROUND_BEFORE.match(text[start:end]), _ROUND_AFTER.search(text[start:end])
    first, last = start + (before.end() if before else 0), start + after.start() if after else end
    return (first, last) if first < last else (start, end)


def jionlp_readers() -> tuple[Reader, Numeral]:
    """Its money and time extractors; a numeral is read as so many 元."""
    jio = importlib.import_module("jionlp")
    base = time.mktime(REFERENCE.timetuple())

    def read(text: str) -> Iterator[Mention]:
        for found in _safely(lambda: jio.ner.extract_money(text, with_parsing=True)):
            detail = found["detail"] or {}
            numbers = detail.get("num")
            if numbers is None:
                continue
            several = isinstance(numbers, list)
            low, high = (float(numbers[0]), float(numbers[-1])) if several else (float(numbers), float(numbers))
            bound = "range" if several else _JIO_BOUNDS.get(str(detail.get("definition")), "exact")
            start, end = _trimmed(text, found["offset"])
            yield _mention(
                "MONEY",
                text,
                start,
                end,
                currency=CURRENCIES.get(detail["case"], detail["case"]),
                **_sides(bound, low, high),
            )
        for found in _safely(lambda: jio.ner.extract_time(text, time_base=base, with_parsing=True)):
            start, end = _trimmed(text, found["offset"])
            fields = timed(text[start:end], found)
            if fields is not None:
                yield _mention(fields.pop("type"), text, start, end, **fields)

    def timed(stem: str, found: dict[str, Any]) -> Mention | None:
        kind, when, said = found["detail"]["type"], found["detail"]["time"], found["text"]
        if kind == "time_delta":
            return _delta(when)
        if kind not in ("time_point", "time_span"):
            return None
        if re.search(r"[内前后]$", said) and not re.search(r"\d{4} ?年|月\d|[底末初]", stem):
            # a deadline is resolved from the reference day: ask again for the length itself
            again = _safely(
                lambda: jio.ner.extract_time(
                    stem.replace("日", "天").replace("工作天", "工作日"), time_base=base, with_parsing=True
                )
            )
            if again and again[0]["detail"]["type"] == "time_delta":
                length = _delta(again[0]["detail"]["time"])
                return length and {**length, **_sides("max", length["max"], length["max"])}
        # 起 lets it run to the reference day, 前 from it
        if said.endswith(("起", "前")):
            again = _safely(lambda: jio.ner.extract_time(stem, time_base=base, with_parsing=True))
            when = again[0]["detail"]["time"] if again else when
        if not isinstance(when, list) or "inf" in "".join(map(str, when)):
            return None
        return {"type": "DATE", "date_start": when[0][:10], "date_end": when[1][:10]}

    def numeral(text: str) -> float | None:
        found = _safely(lambda: [jio.parse_money(text + "元")])
        number = (found[0] or {}).get("num") if found else None
        return float(number) if isinstance(number, str) else None

    return read, numeral


def _delta(when: dict[str, Any] | list[dict[str, Any]]) -> Mention | None:
    """A time_delta of JioNLP: one length, or two ends of which one may be open."""
    ends = when if isinstance(when, list) else [when, when]
    sizes: list[tuple[str, float] | None] = []
    for end in ends:
        units = [(unit, float(end[unit])) for unit in _DELTA_UNITS if unit in end]
        sizes.append(units[0] if len(units) == 1 else None)
    known = [size for size in sizes if size is not None]
    if not known:
        return None
    unit, number = known[0]
    if unit == "year" and number == 0.5:
        unit, sizes = "month", [("month", 6.0)] * 2
    low, high = (size[1] if size else None for size in (sizes[0], sizes[-1]))
    bound = "max" if low is None else "min" if high is None else "exact" if low == high else "range"
    return {"type": "DURATION", "unit": unit, "min": low, "max": high, "bound": bound}


# --- Recognizers-Text ------------------------------------------------------------------------------------------------

_TIMEX = re.compile(r"P(?P<t>T?)(?P<number>[\d.]+)(?P<unit>BD|Y|M|W|D|H|S)$")
_TIMEX_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "BD": "workday"}


def recognizers_readers() -> tuple[Reader, Numeral]:
    """Its currency, percentage, date-time and number models for Chinese."""
    warnings.simplefilter("ignore")
    suite = importlib.import_module("recognizers_suite")
    chinese = importlib.import_module("recognizers_text").Culture.Chinese

    def read(text: str) -> Iterator[Mention]:
        for found in _safely(lambda: suite.recognize_currency(text, chinese)):
            value = found.resolution.get("value")
            if value is not None:
                number = float(value)
                code = found.resolution.get("isoCurrency")
                yield _mention(
                    "MONEY", text, found.start, found.end + 1, currency=code, **_sides("exact", number, number)
                )
        for found in _safely(lambda: suite.recognize_percentage(text, chinese)):
            value = float(found.resolution["value"].rstrip("%"))
            unit = "point" if found.text.endswith("百分点") else "percent"
            yield _mention("PERCENT", text, found.start, found.end + 1, unit=unit, **_sides("exact", value, value))
        for found in _safely(lambda: suite.recognize_datetime(text, chinese, reference=REFERENCE)):
            values = (found.resolution or {}).get("values") or []
            fields = _timex(values[0]) if values else None
            if fields is not None:
                yield _mention(fields.pop("type"), text, found.start, found.end + 1, **fields)

    def numeral(text: str) -> float | None:
        found = _safely(lambda: suite.recognize_number(text, chinese))
        whole = len(found) == 1 and found[0].text == text and found[0].resolution
        return float(found[0].resolution["value"]) if whole else None

    return read, numeral


def _timex(value: dict[str, Any]) -> Mention | None:
    kind = value.get("type")
    if kind == "date":
        return {"type": "DATE", "date_start": value["value"], "date_end": value["value"]}
    if kind == "daterange" and "start" in value and "end" in value:
        # the end of 2024 is 2025-01-01 there, that of a range said in two dates is the second date
        last = dt.date.fromisoformat(value["end"]) - dt.timedelta(days=not value["timex"].startswith("("))
        return {"type": "DATE", "date_start": value["start"], "date_end": last.isoformat()}
    if kind == "duration":
        m = _TIMEX.match(value["timex"])
        unit = m and ({"H": "hour", "M": "minute"}.get(m["unit"]) if m["t"] else _TIMEX_UNITS.get(m["unit"]))
        if m is not None and unit:
            number = float(m["number"])
            if unit == "year" and number == 0.5:
                unit, number = "month", 6.0
            return {"type": "DURATION", "unit": unit, **_sides("exact", number, number)}
    return None


# --- cn2an -----------------------------------------------------------------------------------------------------------


def cn2an_readers() -> tuple[Reader, Numeral]:
    """Its widest mode (smart); it finds nothing in a text by itself."""
    cn2an = importlib.import_module("cn2an")

    def numeral(text: str) -> float | None:
        found = _safely(lambda: [cn2an.cn2an(text, "smart")])
        return float(found[0]) if found else None

    return lambda _: iter(()), numeral


# ---------------------------------------------------------------------------------------------------------------------


def _safely(read: Callable[[], Any]) -> list[Any]:
    """What a reader gives, or nothing where it fails on the text: that counts against it, and ends no run."""
    try:
        return list(read() or ())
    except Exception:
        return []


READERS: dict[str, Callable[[], tuple[Reader, Numeral]]] = {
    "jionlp": jionlp_readers,
    "recognizers": recognizers_readers,
    "cn2an": cn2an_readers,
}


def main() -> int:
    """Answer every line of standard input."""
    # some print a greeting when imported
    out, sys.stdout = sys.stdout, sys.stderr
    read, numeral = READERS[sys.argv[1]]()
    for line in sys.stdin:
        row = json.loads(line)
        if "numeral" in row:
            answer: dict[str, Any] = {"id": row["id"], "value": numeral(row["numeral"])}
        else:
            answer = {"id": row["id"], "mentions": list(read(row["text"]))}
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
