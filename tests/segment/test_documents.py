"""What one document says of itself: title, number, letterhead, genre, its own text without what is not part of it."""

from __future__ import annotations

import pytest

from tests.segment.reading import read
from tests.segment.test_boundaries import EXPLANATION, METHOD, NOTICE, OPINION, ORDER, REGULATION, UNTITLED


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        pytest.param(NOTICE + METHOD, ["沪府规〔2021〕7号", None], id="under the title"),
        pytest.param(NOTICE.replace("沪府规〔2021〕7号", "沪府规[２０２１] 7 号"), ["沪府规〔2021〕7号"], id="folded"),
        pytest.param(
            ORDER + REGULATION, ["上海市人民政府令第8号", "上海市人民政府令第8号"], id="an order and its regulation"
        ),
        pytest.param(
            ORDER.replace("令\n\n第8号", "令\n第　８　号"), ["上海市人民政府令第8号"], id="an order's number spread"
        ),
        pytest.param(
            ORDER.replace("令\n\n第8号", "令（第8号）"), ["上海市人民政府令第8号"], id="an order's number in brackets"
        ),
        pytest.param(
            REGULATION.replace("公布）", "公布　根据2024年1月1日上海市人民政府令第9号修正）"),
            [None],
            id="an amended regulation has no number of its own",
        ),
        pytest.param(UNTITLED, ["沪府办规〔2024〕14号", None], id="before the addressee"),
        pytest.param(OPINION.replace("沪府发〔2021〕8号\n", ""), [None], id="none"),
        pytest.param(
            OPINION.replace("沪府发〔2021〕8号", "(发布日期：2021年12月23日 文号：沪府发〔2021〕8号)"),
            ["沪府发〔2021〕8号"],
            id="in the page's head",
        ),
        pytest.param(EXPLANATION, [None], id="named in the text only"),
    ],
)
def test_document_numbers(raw: str, numbers: list[str | None]) -> None:
    assert [d.doc_number for d in read(raw).documents] == numbers


@pytest.mark.parametrize(
    ("raw", "genres"),
    [
        (NOTICE + METHOD, ["通知", "办法"]),
        (ORDER + REGULATION, ["令", "规定"]),
        (OPINION, ["意见"]),
        (UNTITLED, [None, "措施"]),
        (EXPLANATION, ["解读"]),
    ],
)
def test_genres(raw: str, genres: list[str | None]) -> None:
    assert [d.genre for d in read(raw).documents] == genres


def test_a_title_keeps_its_own_space():
    raw = OPINION.replace(
        "上海市人民政府关于加强和规范事中事后监管的实施意见",
        "上海市人民政府关于深化改革创新 加快事中事后监管的实施意见",
    )
    (document,) = read(raw).documents
    assert document.title == "上海市人民政府关于深化改革创新 加快事中事后监管的实施意见"


def test_a_title_loses_the_space_that_the_contents_do_not_have():
    """Seed 000: the body's title was set on two lines, the contents page says it plainly."""
    title = "上海市人民政府关于加强和规范事中事后监管的实施意见"
    raw = f"目 录\n\n{title}\t(4)\n\n" + OPINION.replace(title, "上海市人民政府关于 加强和规范事中事后监管的实施意见")
    (document,) = read(raw).documents
    assert (document.title, document.toc_title) == (title, title)


def test_a_title_keeps_the_space_that_its_cover_has_too():
    """Seed 001, 沪府办发〔2025〕7号: title, cover and body say it with the space."""
    raw = (NOTICE + METHOD).replace("上海市停车场管理办法", "上海市深化改革 促进停车发展的若干措施")
    assert read(raw).documents[1].title == "上海市深化改革 促进停车发展的若干措施"


def test_a_title_keeps_its_first_word():
    """Seed 001, 沪府规〔2018〕21号: its cover's name for it is shorter."""
    raw = (NOTICE + METHOD).replace("\n上海市停车场管理办法\n", "\n关于本市促进停车发展的若干意见\n").replace("上海市停车场管理办法", "本市促进停车发展的若干意见")  # fmt: skip
    assert read(raw).documents[1].title == "关于本市促进停车发展的若干意见"


def test_a_glued_title_keeps_its_own_space():
    """Seed 001, 沪府办发〔2025〕11号."""
    glued = OPINION.lstrip().replace(
        "上海市人民政府关于加强和规范事中事后监管的实施意见",
        "上海市人民政府关于深化改革创新 加快事中事后监管的实施意见",
    )
    raw = METHOD.rstrip() + glued
    assert read(raw).documents[1].title == "上海市人民政府关于深化改革创新 加快事中事后监管的实施意见"


def test_issuers_on_two_lines_stay_apart():
    raw = OPINION.replace(
        "上海市人民政府关于加强和规范事中事后监管的实施意见",
        "中国人民银行 国家外汇管理局\n上海市人民政府\n关于加强和规范事中事后监管的实施意见",
    )
    (document,) = read(raw).documents
    assert document.title == "中国人民银行 国家外汇管理局 上海市人民政府关于加强和规范事中事后监管的实施意见"


def test_clean_text_is_the_documents_own_lines_title_first():
    (_, method) = read(NOTICE + METHOD).documents
    assert (
        method.clean.text
        == "上海市停车场管理办法\n第一条 为了加强停车场管理，制定本办法。\n第二条 本办法自2021年8月1日起施行。"
    )
    (untitled, _) = read(UNTITLED).documents
    assert untitled.clean.text.split("\n")[0] == "沪府办规〔2024〕14号"


def test_raw_places_of_provisions():
    raw = NOTICE + METHOD
    (_, method) = read(raw).documents
    assert [raw[c.char_start : c.char_end] for c in method.clauses] == [
        "上海市停车场管理办法",
        "第一条　为了加强停车场管理，制定本办法。",
        "为了加强停车场管理，制定本办法。",
        "第二条　本办法自2021年8月1日起施行。",
        "本办法自2021年8月1日起施行。",
    ]


def test_an_addressee_of_two_groups():
    """Seed 001, 沪府办〔2023〕34号."""
    raw = OPINION.replace(
        "各区人民政府，市政府各委、办、局：",
        "上海市各区人民政府，市政府各委、办、局；国家知识产权局机关各有关部门，局其他直属单位：",
    )
    (document,) = read(raw).documents
    assert [c.level for c in document.clauses][:3] == ["title", "addressee", "preamble"]


@pytest.mark.parametrize(
    "foot",
    [
        pytest.param("　　（此件公开发布）\n", id="how it is published"),
        pytest.param("　　（联系电话：23111111）\n", id="whom to call"),
    ],
)
def test_a_note_under_the_signature_is_kept(foot: str) -> None:
    (document,) = read(OPINION + "\n" + foot).documents
    assert foot.strip() in document.clean.text


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            "××省人民政府关于修改《××省行政执法\n监督办法》的决定",
            "××省人民政府关于修改《××省行政执法监督办法》的决定",
        ),
        ("关于印发《AI\nCloud发展方案》的通知", "关于印发《AI Cloud发展方案》的通知"),
        ("××市推动养老服务发展的若干\n\n措施（2024—2028年）", "××市推动养老服务发展的若干措施（2024—2028年）"),
    ],
)
def test_a_title_on_several_lines_is_one_paragraph(printed: str, said: str) -> None:
    """Its patterns (修改《…》的决定) read over the line end; its raw place stays whole."""
    raw = f"{printed.replace('××', '云南')}\n\n各市人民政府：\n现将有关事项通知如下。\n一、总体要求\n做好工作。\n"
    (document,) = read(raw).documents
    title = document.clauses[0]
    assert document.clean.text.split("\n")[0] == title.text == said.replace("××", "云南")
    assert raw[title.char_start : title.char_end] == printed.replace("××", "云南")


@pytest.mark.parametrize("note", ["（1985年5月4日皖政〔1985〕38号）", "(皖政[1985]38号　1985年5月4日)"])
@pytest.mark.parametrize("gap", ["\n", "　　"])
def test_a_number_and_its_day_under_the_title(note: str, gap: str) -> None:
    """Databases of laws print both in one note, the text behind it at times."""
    (document,) = read(
        f"安徽省人民政府关于任免权限的通知\n{note}{gap}根据有关规定，现通知如下。\n一、权限\n略。\n"
    ).documents
    assert (document.title, document.doc_number) == ("安徽省人民政府关于任免权限的通知", "皖政〔1985〕38号")
    assert [c.level for c in document.clauses][:3] == ["title", "history", "preamble"]
