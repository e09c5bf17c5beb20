"""Time per character on text made to be slow, against plain text: every reader of mentions, normalise and segment.

    python -m benchmarks.hostile [--size N] [--readers amounts,dates]

``NOISE`` is one piece repeated: digits, units, brackets, bound words. It holds next to no mention, and has to cost no
more than three times what plain text does. ``DENSE`` is nothing but mentions, or characters that each may begin or end one, so it costs more a character; there what
counts is that twice the text takes twice the time. So it is with ``LAYOUT``, lines of a few letters: normalise and segment
cost by the line. Processor time, every cache of a whole text emptied, best of two, of nine where it is a few milliseconds.
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

from pipeline.extract import bounds, calendar_points, measured  # noqa: E402
from pipeline.extract.agencies import find_agencies  # noqa: E402
from pipeline.extract.amounts import find_amounts  # noqa: E402
from pipeline.extract.citations import find_citations  # noqa: E402
from pipeline.extract.dates import find_dates  # noqa: E402
from pipeline.extract.durations import find_durations  # noqa: E402
from pipeline.extract.multiples import find_multiples  # noqa: E402
from pipeline.extract.percentages import find_percentages  # noqa: E402
from pipeline.extract.periods import find_periods  # noqa: E402
from pipeline.extract.types import Context  # noqa: E402
from pipeline.normalise import normalise  # noqa: E402
from pipeline.segment import segment  # noqa: E402

Reader = Callable[[str, Context], Sequence[Any]]
READERS: dict[str, Reader] = {
    "amounts": find_amounts, "percentages": find_percentages, "multiples": find_multiples, "durations": find_durations,
    "dates": find_dates, "periods": find_periods, "citations": find_citations, "agencies": find_agencies,
}  # fmt: skip
#: stages that read raw text; segment is counted with normalise, whose paragraphs it takes
STAGES: dict[str, Reader] = {
    "normalise": lambda text, _: normalise(text).paragraphs,
    "segment": lambda text, _: segment(normalise(text)).documents,
}
NOISE = (
    "1", "一", "〇", "万", "亿", "元", "%", "年", "月", "日", "倍", "第", "（", "）", "（）", "（含", "《", "》", "〔", "“", "以上", "以下", "不超过", "最高",
    "每", "对", "的，", "自", "前", "、", "，", "O", "l", " ",
)  # fmt: skip
DENSE = (
    "1 ", "1,", "1-", "1.", "100元", "1元、", "100元以上", "1元（含1元）", "5%、", "增长5%", "3日、", "1年至", "1月", "2024年", "十四五", "每年", "第一条",
    "百分之", "对企业给予1元，", "情节严重的，处1元，", "《法》第一条", "国务院", "有关部门", "市局", "局",
)  # fmt: skip
LAYOUT = (
    "<!--", "<style>", "</", "<p ", "**", "&#8195;", "(", ")", "<", '"', ".", "一 ", "第 一 ", "科 ", "第一条", "（一）", "上海市人民政府关于", "市财政局市税务局", "〔2024〕",
    "关于印发《上海市管理办法》的通知", "......1\n", "第一条\n", "第一条 略。\n", "（一）略；\n", "—5—\n", "7\n", "略，\n", "\n", "附件\n", "目录\n",
    "目录\n第一章 总则\n", "各区人民政府：\n", "上海市人民政府令\n第8号\n", "沪府〔2024〕1号\n", "2024年1月1日\n", "现将《法》印发给你们。\n",
    "关于印发《上海市管理办法》的通知\n", "不得擅自改变停车场用途，\n不得\n",
)  # fmt: skip
LIMIT = 3.0
#: Time for twice the text, as a multiple of the time for the text: 2 of a linear reader, and some noise.
GROWTH = 3.0
#: How often a text is read at least; a time below ``_SHORT`` seconds is mostly noise and taken from ``_MOST`` readings.
_LEAST, _MOST, _SHORT = 2, 9, 0.02
PLACE = Context(place="上海市")


def cost(reader: Reader, text: str) -> float:
    """Processor seconds to read ``text``."""
    best = float("inf")
    for n in range(_MOST):
        if n >= _LEAST and best > _SHORT:
            break
        bounds.read_quantities.cache_clear()
        measured.measured.cache_clear()
        calendar_points.find_points.cache_clear()
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


def growth(reader: Reader, size: int, pieces: Sequence[str] = DENSE) -> dict[str, float]:
    """For each piece the time for ``size`` characters in that for half as many."""
    return {
        piece: cost(reader, repeated(piece, size)) / max(1e-9, cost(reader, repeated(piece, size // 2)))
        for piece in pieces
    }


def main() -> int:
    """Print the worst of each; exit code 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--readers", default=",".join([*STAGES, *READERS]))
    args = parser.parse_args()
    bad = False
    for name in args.readers.split(","):
        reader, pieces = (STAGES[name], LAYOUT) if name in STAGES else (READERS[name], DENSE)
        ratios, grown = noise_ratios(reader, args.size), growth(reader, args.size // 5, pieces)
        bad = bad or max(ratios.values()) > LIMIT or max(grown.values()) > GROWTH
        sys.stdout.write(f"{name:12} {_worst(ratios)} of plain text; twice the text: {_worst(grown)} the time\n")
        sys.stdout.flush()
    return int(bad)


def _worst(figures: dict[str, float]) -> str:
    return ", ".join(f"{p!r} {x:.2f}" for p, x in sorted(figures.items(), key=lambda item: -item[1])[:3])


if __name__ == "__main__":
    sys.exit(main())
