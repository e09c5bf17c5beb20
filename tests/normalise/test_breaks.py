from __future__ import annotations

import pytest

from pipeline.normalise.breaks import ALWAYS, begins, features, sentences, weights

FIRST = "县级以上人民政府应当加强对节水工作的领导，将节水纳入国民经济和社会发展规划。"


def test_sentences() -> None:
    assert sentences("甲。乙！（丙。）丁") == ["甲。", "乙！", "（丙。）", "丁"]
    assert sentences("") == []


@pytest.mark.parametrize(
    ("after", "item", "new"),
    [
        ("前款规定的单位应当建立台账。", False, True),
        ("违反本条规定的，由水行政主管部门责令改正。", False, True),
        ("任何单位和个人不得擅自取水。", False, True),
        ("国家鼓励单位和个人参与节水工作。", True, True),
        ("但是，法律另有规定的除外。", False, False),
        ("具体办法由水行政主管部门制定。", False, False),
        ("其中，重点单位应当优先安排。", False, False),
        ("该规划应当公布。", False, False),
    ],
)
def test_what_words_say(after: str, item: bool, new: bool) -> None:
    assert (begins(FIRST, after, item=item, later=False) > 0) == new


def test_nothing_to_read_says_nothing() -> None:
    assert begins("", "甲。", item=False, later=False) == begins("甲。", "", item=False, later=False) == 0


def test_every_weight_is_of_a_feature_that_is_asked() -> None:
    asked = {name.split(" ")[0] for name in weights()}
    given = features(["甲乙丙丁。"] * 20, "甲乙丙丁应当戊己庚辛；：" * 6, item=True, later=True)
    assert asked <= {name.split(" ")[0] for name in given} | {ALWAYS, "first", "subject", "lists", "last"}
