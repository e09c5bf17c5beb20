"""Time per character on text made to be slow, against plain text, for every reader of mentions.

    python -m benchmarks.hostile [--size N] [--readers amounts,dates]

``NOISE`` is one piece repeated: digits, units, brackets, bound words. It holds next to no mention, and has to cost no
more than three times what plain text does. ``DENSE`` is nothing but mentions, or characters that each may begin or end one, so it costs more a character; there what
counts is that twice the text takes twice the time. Processor time, caches emptied, best of two.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(_ROOT))

from pipeline.extract import bounds, tight  # noqa: E402
from pipeline.extract.agencies import find_agencies  # noqa: E402
from pipeline.extract.amounts import find_amounts  # noqa: E402
from pipeline.extract.citations import find_citations  # noqa: E402
from pipeline.extract.dates import find_dates  # noqa: E402
from pipeline.extract.durations import find_durations  # noqa: E402
from pipeline.extract.multiples import find_multiples  # noqa: E402
from pipeline.extract.percentages import find_percentages  # noqa: E402
from pipeline.extract.periods import find_periods  # noqa: E402
from pipeline.extract.types import Context  # noqa: E402

Reader = Callable[[str, Context], Sequence[Any]]
READERS: dict[str, Reader] = {
    "amounts": find_amounts, "percentages": find_percentages, "multiples": find_multiples, "durations": find_durations,
    "dates": find_dates, "periods": find_periods, "citations": find_citations, "agencies": find_agencies,
}  # fmt: skip
NOISE = (
    "1", "一", "〇", "万", "亿", "元", "%", "年", "月", "日", "倍", "第", "（", "）", "（）", "（含", "《", "》", "〔", "“", "以上", "以下", "不超过", "最高",
    "每", "对", "的，", "自", "前", "、", "，", "O", "l", " ",
)  # fmt: skip
DENSE = (
    "1 ", "1,", "1-", "1.", "100元", "1元、", "100元以上", "1元（含1元）", "5%、", "增长5%", "3日、", "1年至", "1月", "2024年", "十四五", "每年", "第一条",
    "百分之", "对企业给予1元，", "情节严重的，处1元，", "《法》第一条", "国务院", "有关部门", "市局", "局",
)  # fmt: skip
LIMIT = 3.0
#: Time for twice the text, as a multiple of the time for the text: 2 of a linear reader, and some noise.
GROWTH = 3.0
PLACE = Context(place="上海市")


def cost(reader: Reader, text: str) -> float:
    """Processor seconds to read ``text``."""
    best = float("inf")
    for _ in range(2):
        bounds.read_quantities.cache_clear()
        tight.tighten.cache_clear()
        started = time.process_time()
        reader(text, PLACE)
        best = min(best, time.process_time() - started)
    return best


def plain_text(size: int) -> str:
    """``size`` characters of the seeds, repeated where they are fewer."""
    text = "".join(p.read_text(encoding="utf-8") for p in sorted((_ROOT / "data" / "raw").glob("*.txt")))
    return (text * (size // len(text) + 1))[:size]


def repeated(piece: str, size: int) -> str:
    """``piece`` again and again, about ``size`` characters."""
    return piece * (size // len(piece))


def noise_ratios(reader: Reader, size: int) -> dict[str, float]:
    """Time per character of each piece of ``NOISE``, in that of plain text."""
    base = cost(reader, plain_text(size)) / size
    return {piece: cost(reader, repeated(piece, size)) / size / base for piece in NOISE}


def growth(reader: Reader, size: int) -> dict[str, float]:
    """For each dense piece the time for ``size`` characters in that for half as many."""
    return {
        piece: cost(reader, repeated(piece, size)) / max(1e-9, cost(reader, repeated(piece, size // 2)))
        for piece in DENSE
    }


def main() -> int:
    """Print the worst of each; exit code 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--readers", default=",".join(READERS))
    args = parser.parse_args()
    bad = False
    for name in args.readers.split(","):
        ratios, grown = noise_ratios(READERS[name], args.size), growth(READERS[name], args.size // 5)
        bad = bad or max(ratios.values()) > LIMIT or max(grown.values()) > GROWTH
        sys.stdout.write(f"{name:12} {_worst(ratios)} of plain text; twice the text: {_worst(grown)} the time\n")
        sys.stdout.flush()
    return int(bad)


def _worst(figures: dict[str, float]) -> str:
    return ", ".join(f"{p!r} {x:.2f}" for p, x in sorted(figures.items(), key=lambda item: -item[1])[:3])


if __name__ == "__main__":
    sys.exit(main())
