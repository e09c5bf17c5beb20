"""Where a portion of a very large source is cut."""

from __future__ import annotations

import pytest

from pipeline.normalise import normalise
from pipeline.segment import SegmentedSource, segment
from pipeline.segment.portions import cut_of, head_of
from tests.segment.reading import check_source
from tests.segment.test_boundaries import METHOD, NOTICE, OPINION, ORDER, REGULATION

CONTENTS = """
目　　录

上海市人民政府令第8号……………………1

上海市科学技术奖励规定……………………2
"""


def cut_at(raw: str) -> str:
    """What stands behind the cut."""
    return raw[cut_of(segment(normalise(raw)), len(raw)) :].strip()


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        # the last document is cut by the end of the portion, so it is read again
        (OPINION, METHOD),
        # what a notice issues stays with it
        (OPINION, NOTICE + METHOD),
        (OPINION + NOTICE + METHOD, ORDER + REGULATION),
        # a contents page goes with what it lists
        (OPINION + NOTICE + METHOD + OPINION, CONTENTS + ORDER + REGULATION),
    ],
)
def test_between_documents(before: str, behind: str) -> None:
    assert cut_at(before + behind) == behind.strip()


@pytest.mark.parametrize("raw", [METHOD, NOTICE + METHOD, ORDER + REGULATION, "一二三", ""])
def test_one_document_has_no_place_for_a_cut(raw: str) -> None:
    assert cut_of(segment(normalise(raw)), len(raw)) == 0


@pytest.mark.parametrize("behind", [METHOD, NOTICE + METHOD, ORDER + REGULATION, CONTENTS + ORDER + REGULATION])
def test_what_stands_before_the_cut_is_whole(behind: str) -> None:
    raw = NOTICE + METHOD + OPINION + behind
    found = segment(normalise(raw))
    cut = cut_of(found, len(raw))
    before = head_of(found, cut)
    assert isinstance(before, SegmentedSource)
    check_source(raw[:cut], before)
    assert [d.title for d in before.documents] == [d.title for d in segment(normalise(raw[:cut])).documents]
