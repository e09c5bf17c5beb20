import datetime as dt

import pytest

from pipeline.assemble.instruments import instrument_number, root_of, title_core, work_key
from tests.assemble.documents import document

ORDER = [
    document(["p|《规定》已经通过"], role="cover", genre="令"),
    document(["t|关于修改《规定》的决定"], ordinal=1, role="attachment", parent=0, number="上海市人民政府令第58号"),
    document(["t|规定"], ordinal=2, role="attachment", parent=1),
]


def test_root_is_the_head_of_the_chain():
    assert [root_of(ORDER, i) for i in range(3)] == [0, 0, 0]


def test_a_loop_of_covers_ends():
    loop = [document(["p|甲"], parent=1), document(["p|乙"], ordinal=1, parent=0)]
    assert root_of(loop, 0) in (0, 1)


def test_number_of_the_cover_or_of_what_an_order_brings():
    assert [instrument_number(ORDER, i) for i in range(3)] == ["上海市人民政府令第58号"] * 3
    notice = [document(["p|现将"], number="沪府规〔2024〕1号"), document(["t|办法"], ordinal=1, parent=0)]
    assert instrument_number(notice, 1) == "沪府规〔2024〕1号"
    assert instrument_number([document(["p|正文"])], 0) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上海市人民政府办公厅关于印发《方案》的通知", "关于印发《方案》的通知"),
        ("关于支持 大零号湾的措施", "关于支持“大零号湾”的措施"),
        ("市交通委 市发展改革委关于印发《方案》的通知", "关于印发《方案》的通知"),
    ],
)
def test_titles_of_one_work_share_a_core(one, other):
    assert title_core(one) == title_core(other)


def test_work_key():
    key = work_key("沪府规〔2024〕01号", None, "cover", "上海市人民政府关于印发《方案》的通知")
    assert key == work_key("沪府规[2024]1号", dt.date(2024, 1, 1), "cover", "关于印发《方案》的通知")
    assert key != work_key("沪府规〔2024〕1号", None, "attachment", "方案")
    assert work_key(None, dt.date(2024, 1, 1), "standalone", "方案") != work_key(None, None, "standalone", "方案")
