"""The five real gazettes: every document and how many provisions of each level it has, read against the raw text.

``seeds.json`` says what is right, not what the code gives. A count that is null is not judged (damage of the page leaves it open). Change it only after reading the raw text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.normalise import normalise
from pipeline.segment import Document, SegmentedSource, segment
from tests.segment.reading import check_source

FOLDER = Path(__file__).parents[2] / "data" / "raw"
PATHS = {p.name[:3]: p for p in sorted(FOLDER.glob("*.txt"))}
GOLDEN: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parent / "seeds.json").read_text(encoding="utf-8"))
FIELDS = ("role", "parent", "title", "doc_number", "char_start", "clauses")


@cache
def raw_text(seed: str) -> str:
    return PATHS[seed].read_text(encoding="utf-8")


@cache
def segmented(seed: str) -> SegmentedSource:
    return segment(normalise(raw_text(seed)))


def said(document: Document, expected: dict[str, Any], field: str) -> tuple[object, object]:
    """What the golden summary and the document say of one field."""
    if field != "clauses":
        return expected[field], getattr(document, field)
    judged = {level: n for level, n in expected["clauses"].items() if n is not None}
    open_levels = expected["clauses"].keys() - judged.keys()
    return judged, dict(Counter(c.level for c in document.clauses if c.level not in open_levels))


def test_all_seeds_are_here():
    assert PATHS.keys() == GOLDEN.keys()
    assert all(document.keys() == set(FIELDS) for documents in GOLDEN.values() for document in documents)


@pytest.mark.parametrize("seed", GOLDEN)
def test_every_document_once(seed: str) -> None:
    assert [d.char_start for d in segmented(seed).documents] == pytest.approx(
        [d["char_start"] for d in GOLDEN[seed]], abs=8
    )


@pytest.mark.parametrize(
    ("seed", "ordinal"), [(seed, i) for seed, documents in GOLDEN.items() for i in range(len(documents))]
)
def test_document(seed: str, ordinal: int) -> None:
    document, expected = segmented(seed).documents[ordinal], GOLDEN[seed][ordinal]
    for field in FIELDS:
        want, got = said(document, expected, field)
        assert want == got, field


@pytest.mark.parametrize("seed", GOLDEN)
def test_what_holds_of_any_source(seed: str) -> None:
    check_source(raw_text(seed), segmented(seed))


@pytest.mark.parametrize("seed", GOLDEN)
def test_nothing_of_a_document_is_dropped_in_silence(seed: str) -> None:
    """Every letter, digit and ideograph inside a document's span is in its clean text; entities and marks apart."""
    raw, source = raw_text(seed), segmented(seed)
    used = np.zeros(len(raw), dtype=bool)
    for document in source.documents:
        for start, end in zip(document.clean.starts, document.clean.ends, strict=True):
            used[start:end] = True
    for entity in re.finditer(r"&#\d+;", raw):
        used[entity.start() : entity.end()] = True
    for span in source.spans:
        if span.kind in ("document", "doc_number"):
            lost = "".join(c for c, kept in zip(raw[span.char_start : span.char_end], used[span.char_start : span.char_end], strict=True) if c.isalnum() and not kept)  # fmt: skip
            assert not lost, (span, lost[:40])


@pytest.mark.parametrize("seed", GOLDEN)
def test_the_same_every_time(seed: str) -> None:
    again, first = segment(normalise(raw_text(seed))), segmented(seed)
    assert (again.head, again.spans) == (first.head, first.spans)
    assert [d.clauses for d in again.documents] == [d.clauses for d in first.documents]
    assert [d.clean.text for d in again.documents] == [d.clean.text for d in first.documents]


def test_heads():
    gazette, page = segmented("000").head, segmented("004").head
    assert (gazette.gazette, gazette.issue_year, gazette.issue_number) == ("上海市人民政府公报", 2024, 15)
    assert (gazette.serial_number, gazette.issue_date_text) == (567, "2024年8月5日")
    assert page.retrieved_at_text == "2026-02-03 13:11:03"
    assert page.source_url is not None
    assert page.source_url.startswith("http://stcsm.sh.gov.cn/")
    assert {segmented(s).head.gazette for s in ("001", "002", "003")} == {None}


@pytest.mark.parametrize(
    ("seed", "ordinal", "dates"),
    [
        ("001", 14, {"印发日期": "2021-10-25", "发布日期": "2021-10-27"}),
        ("001", 12, {"发布日期": "2021年12月23日"}),
        ("001", 68, {"发布时间": "2025-02-28"}),
        ("004", 0, {"发布日期": "2025-05-27", "检索时间": "2026-02-03 13:11:03"}),
        ("000", 0, {}),
        ("001", 55, {"印发日期": "2024-04-15", "发布日期": "2024-04-30"}),
    ],
)  # fmt: skip
def test_dates_of_a_pages_head(seed: str, ordinal: int, dates: dict[str, str]) -> None:
    assert dict(segmented(seed).documents[ordinal].site_dates) == dates


def text_of(seed: str, ordinal: int, eid: str) -> str:
    (found,) = (c for c in segmented(seed).documents[ordinal].clauses if c.eid == eid)
    return found.text


@pytest.mark.parametrize(
    ("seed", "ordinal", "eid", "text"),
    [
        ("003", 1, "lvl1_3__para_3", "将第四款修改为："),
        ("003", 2, "art_10__para_2__subpara_3", "得到国内外科学界公认。"),
        ("003", 2, "art_13__para_2__subpara_3", "有效提高了社会公众的科学文化素质，社会效益显著。"),
        ("001", 8, "art_5__para_2__subpara_1", "经母公司授权为全球最高级别的研发中心，并承担全球研发项目；"),
        ("001", 26, "art_14__para_2__subpara_5", "重大案件督办；"),
        ("001", 71, "art_38__para_1", "本办法自2025年3月1日起施行。"),
        ("002", 2, "art_5__para_1__subpara_3__point_9", None),
        ("000", 1, "closing__para_1", None),
        ("000", 3, "lvl1_2__lvl2_2__lvl3_3__para_1", "距行政行为作出之日不少于3个月。"),
        ("001", 54, "closing__para_1", "本实施意见于2024年7月1日起施行。"),
    ],
)  # fmt: skip
def test_a_provision_by_its_id(seed: str, ordinal: int, eid: str, text: str | None) -> None:
    found = text_of(seed, ordinal, eid)
    assert text is None or found == text
