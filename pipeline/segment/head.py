"""What stands before a source's first document: the gazette's name and number, a crawler's header."""

from __future__ import annotations

import re

from pipeline.segment import chrome
from pipeline.segment.types import GazetteHead

_GAZETTE = re.compile(
    r"((?:中华人民共和国)?[\u4e00-\u9fff]{2,14}(?:人民政府|国务院|政府|人民代表大会常务委员会)公报|中华人民共和国国务院公报)"
)
_ISSUE = re.compile(r"(?:(\d{4})[ ]?年?[ ]?)?第[ ]?(\d{1,3})[ ]?[期号]")
_SERIAL = re.compile(r"总(?:第?[ ]?(\d{1,5})[ ]?[期号]|号：[ ]?(\d{1,5}))")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_RETRIEVED = re.compile(r"检索时间[:：][ ]?(\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?)")


def read_head(before: list[str], around: list[str]) -> GazetteHead:
    """Read the head. ``before``: paragraphs before the first document; ``around``: page-head lines anywhere."""
    text = "\n".join(before)
    gazette = _GAZETTE.search(text)
    issue = _ISSUE.search(text) if gazette else None
    serial = _SERIAL.search(text) if gazette else None
    year = issue.group(1) if issue and issue.group(1) else None
    if gazette and year is None:
        found = _YEAR.search(text)
        year = found.group() if found else None
    day = _DAY.search(text) if gazette else None
    lines = [*before, *around]
    urls = [u for u in map(chrome.site_url, lines) if u]
    retrieved = [m.group(1) for m in map(_RETRIEVED.search, lines) if m]
    return GazetteHead(
        gazette=gazette.group(1) if gazette else None,
        issue_year=int(year) if year else None,
        issue_number=int(issue.group(2)) if issue else None,
        serial_number=int(serial.group(1) or serial.group(2)) if serial else None,
        issue_date_text=day.group() if day else None,
        source_url=urls[0] if len(set(urls)) == 1 else None,
        retrieved_at_text=retrieved[0] if len(set(retrieved)) == 1 else None,
    )
