from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.fold import fold
from pipeline.normalise.furniture import take_furniture
from pipeline.normalise.lines import split_lines

PAGE = "本市深入实施科教兴国战略、人才强国战略、创新驱动发展战略，服务高水平科技自立自强，加大奖励力度。" * 3


def taken(raw: str) -> list[tuple[str, str]]:
    _, furniture = take_furniture(split_lines(fold(raw)))
    return [(f.kind, raw[f.char_start : f.char_end]) for f in furniture]


@pytest.mark.parametrize(
    "number",
    [
        "—５—",
        "— 2 —",
        "- 12 -",
        "－３－",
        "·7·",
        "第3页",
        "第 3 页",
        "第3页 共12页",
        "第3页/共12页",
        "3/12",
        "5 / 25",
        "Page 3 of 12",
    ],
)
def test_a_dashed_number_is_a_page_number(number: str) -> None:
    assert taken(f"上文。\n{number}\n下文。") == [("page_number", number)]


def test_bare_numbers_that_count_pages_are_page_numbers():
    raw = "".join(f"{PAGE}\n\n{n}\n\n" for n in range(7, 11))
    assert taken(raw) == [("page_number", str(n)) for n in range(7, 11)]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("数量\n7\n合计\n8\n", id="two numbers"),
        pytest.param(f"{PAGE}\n2021\n{PAGE}\n", id="one number"),
        pytest.param("甲\n1\n乙\n2\n丙\n3\n丁\n4\n", id="a table's column"),
        pytest.param(f"{PAGE}\n7\n{PAGE}\n19\n{PAGE}\n4\n", id="no chain"),
        pytest.param("一、总体要求\n（一）目标\n1.数量\n", id="provisions' numbers"),
    ],
)
def test_other_bare_numbers_stay(raw: str) -> None:
    assert taken(raw) == []


def test_a_head_that_comes_back_beside_page_numbers_is_a_running_head():
    raw = "".join(f"{PAGE}\n{n}\n上海市人民政府公报\n" for n in range(3, 7))
    assert taken(raw) == [
        x for n in range(3, 7) for x in (("page_number", str(n)), ("running_head", "上海市人民政府公报"))
    ]


@pytest.mark.parametrize(
    "head",
    [
        "上海市人民政府公报", "江西省人民政府公报 2024·5", "江西省人民政府公报 2024.5", "江西省人民政府公报 2024年第5期",
        "2005年3月15日　江西省人民政府公报　第11期", "2005年第5期 江西省人民政府公报", "2005年第5期",
    ],
)  # fmt: skip
def test_a_gazettes_head_beside_one_page_number_is_a_running_head(head: str):
    assert taken(f"{PAGE}\n—3—\n{head}\n{PAGE}\n") == [("page_number", "—3—"), ("running_head", head)]
    assert taken(f"{PAGE}\n{head}\n{PAGE}\n") == []


def test_a_running_head_may_count():
    raw = "".join(f"{PAGE}\n—{n}—\n2024年第{n}期 政策汇编\n" for n in range(3, 7))
    assert [k for k, _ in taken(raw)] == ["page_number", "running_head"] * 4


@pytest.mark.parametrize(
    "head", ["·4·　　江西省人民政府公报 2024·5", "江西省人民政府公报 2024·5　　·5·", "12 | 南京市人民政府公报"]
)
def test_a_gazettes_name_and_page_on_one_line(head: str):
    assert taken(f"{PAGE}\n{head}\n{PAGE}\n") == [("running_head", head)]


def test_a_gazettes_name_without_a_page_stays():
    assert taken(f"江西省人民政府公报 2024·5\n{PAGE}\n") == []


def test_a_short_line_beside_one_page_number_stays():
    assert taken(f"{PAGE}\n—3—\n附件\n{PAGE}\n—4—\n目录\n{PAGE}\n—5—\n") == [
        ("page_number", f"—{n}—") for n in (3, 4, 5)
    ]


def test_rules_are_furniture():
    assert taken("甲\n=======\n乙\n") == [("rule", "=======")]


def test_the_line_after_a_page_number_opens_a_page():
    lines, _ = take_furniture(split_lines(fold("上文。\n—5—\n下文。\n再下。\n-----\n末。\n")))
    assert [(x.text, x.after_page) for x in lines] == [
        ("上文。", False),
        ("下文。", True),
        ("再下。", False),
        ("末。", False),
    ]


@given(
    st.lists(st.sampled_from(["—3—", "7", "8", "9", "正文一行。", "公报", "----", "第5页", "1.", PAGE]), max_size=24)
)
def test_every_line_is_text_or_furniture_once(parts: list[str]) -> None:
    lines = split_lines(fold("\n".join(parts)))
    text, furniture = take_furniture(lines)
    spans = sorted([(x.raw_start, x.raw_end) for x in text] + [(f.char_start, f.char_end) for f in furniture])
    assert spans == [(x.raw_start, x.raw_end) for x in lines]


def test_a_line_of_text_that_comes_again_beside_a_page_number_is_text():
    """Two paragraphs that open alike break off alike; no title says 应当."""
    line = "省、自治区、直辖市政府财政部门应当在本级人民代表大会常务委"
    raw = f"{line}\n员会会议举行前提交草案。\n{line}\n—58—\n员会批准后公布。\n"
    lines, furniture = take_furniture(split_lines(fold(raw)))
    assert [x.text for x in lines].count(line) == 2
    assert [x.kind for x in furniture] == ["page_number"]


def test_a_title_on_two_lines_comes_back_as_a_head_on_one():
    title = "最高人民法院关于审理某类案件适用法律若干问题的规定"
    raw = f"{title[:12]}\n{title[12:]}\n{PAGE}\n" + "甲乙丙。\n" * 8 + f"{PAGE}\n5\n{title}\n{PAGE * 3}\n6\n"
    assert ("running_head", title) in taken(raw)
    raw = f"{title}\n{PAGE}\n" + "甲乙丙。\n" * 8 + f"{PAGE}\n- 5 -\n{title}　6\n{PAGE}\n"
    assert ("running_head", f"{title}　6") in taken(raw)


def test_a_sentence_said_twice_is_no_head_beside_a_page_number():
    said = "注册申请人、备案人应当对所提交资料的真实性、"
    raw = f"{PAGE}\n{said}\n5\n{PAGE}\n{said}\n{PAGE}\n6\n{PAGE}\n7\n"
    assert all(kind == "page_number" for kind, _ in taken(raw))
