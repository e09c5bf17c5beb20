import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.compare import compare
from benchmarks.damage import KINDS, damage, em, set_lines
from benchmarks.law_text import Law, NotALaw, fold, number_of, read_law
from pipeline.normalise import normalise
from pipeline.segment import segment

_PAGE = re.compile(r"\W*(?:第|Page)?\W*(\d+)\W*(?:(?:页|of|/)\W*共?\W*\d+\W*页?)?")
CELLS = [(kind, level + 1) for kind, levels in KINDS.items() for level in range(len(levels))]
HEAD = "# 某某市试验条例\n\n2020年1月2日 某某市第一届人民代表大会常务委员会第三次会议通过\n\n<!-- INFO END -->\n\n"
ARTICLES = [
    "第{}条 市人民政府（以下简称市政府）应当自2021年3月1日起，按照《中华人民共和国某某法》〈细则〉的规定，"
    "在30个工作日内完成百分之5.5的任务；逾期未完成的，由主管部门责令限期改正，并处一万元以上三万元以下的罚款。",
    "有关部门应当配合：",
    "（一）公布办事指南；",
    "（二）其他依法应当办理的事项。",
    "前款规定的事项，由市政府另行规定。情况紧急的，可以先行办理，“先行”不得超过ABC系统规定的期限。",
]


def _markdown(n: int = 8) -> str:
    lines = ["## 第一章 总则"]
    for k in range(1, n + 1):
        lines += [ARTICLES[0].format("一二三四五六七八九"[k - 1]), *ARTICLES[1:]]
    return HEAD + "\n\n".join(lines)


@pytest.fixture(scope="module")
def law() -> Law:
    return read_law("a.txt", _markdown())


@pytest.mark.parametrize(("kind", "level"), CELLS)
def test_the_same_seed_gives_the_same_text_and_another_one_another(law, kind, level):
    assert damage(law, kind, level, 7) == damage(law, kind, level, 7)
    if kind not in ("none", "wraps", "blank", "flush"):
        assert len({damage(law, kind, level, seed).text for seed in range(20)}) > 1


@pytest.mark.parametrize(("kind", "level"), CELLS)
def test_no_letter_is_lost_and_none_made(law, kind, level):
    for seed in range(3):
        damaged = damage(law, kind, level, seed)
        for index, block in enumerate(law.blocks):
            assert fold("".join(x.text for x in damaged.lines if x.block == index)) == fold(block.text)


@pytest.mark.parametrize(("kind", "level"), CELLS)
def test_every_block_opens_once_and_in_order(law, kind, level):
    lines = [x for x in damage(law, kind, level, 3).lines if x.block is not None]
    assert [x.block for x in lines if x.first] == list(range(len(law.blocks)))
    assert [x.block for x in lines] == sorted(x.block for x in lines)


@pytest.mark.parametrize(("kind", "level"), [c for c in CELLS if KINDS[c[0]][c[1] - 1].page])
def test_page_numbers_count_pages(law, kind, level):
    furniture = [x.text for x in damage(law, kind, level, 5).lines if x.block is None]
    numbers = [int(m.group(1)) for t in furniture if (m := _PAGE.fullmatch(t))]
    assert len(numbers) >= 2
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


@given(st.text("法律规定的，。；：（）《》“”1a%、条", min_size=1, max_size=200), st.integers(8, 36), st.booleans())
def test_lines_keep_to_the_measure_and_to_kinsoku(text, measure, hang):
    lines = list(set_lines(text, measure, 2, hang))
    assert "".join(lines) == text
    longest = max((em(t) for t in re.findall(r"[A-Za-z0-9]+%?", text)), default=1)
    assert all(em(line) <= max(measure + 1, longest) for line in lines)
    # runs of marks longer than a line leave no way out
    if not re.search(r"[，。；：）》”、%（《“]{2}", text):
        assert not any(line[0] in "，。；：）》”、" for line in lines[1:])
        assert not any(line[-1] in "（《“" for line in lines[:-1])


def test_only_lines_without_any_sign_are_blind(law):
    shown = [c for c in CELLS if KINDS[c[0]][c[1] - 1].lost < 0.3 and c[0] != "flush"] + [("flush", 1), ("cut", 3)]
    assert not any(x.blind for kind, level in shown for x in damage(law, kind, level, 1).lines)


def test_a_full_line_that_ends_a_sentence_is_blind_where_there_is_no_indent():
    text = "第一条　" + "甲" * 29 + "。\n\n" + "乙" * 20 + "。\n\n" + "丙" * 34 + "丁。\n\n" + "戊。"
    markdown = HEAD + text + "".join(f"\n\n第{n}条　己。" for n in "二三四五")
    lines = damage(read_law("c", markdown), "flush", 2, 0).lines
    assert [x.text[0] for x in lines if x.blind] == ["第"]


def test_damage_that_is_not_known_is_refused(law):
    with pytest.raises(KeyError):
        damage(law, "rust", 1, 0)
    with pytest.raises(IndexError):
        damage(law, "wraps", 9, 0)


def test_the_truth_is_read_without_the_pipeline(law):
    assert law.title == "某某市试验条例"
    assert law.containers == ("第一章总则",)
    assert [a.number for a in law.articles] == [str(n) for n in range(1, 9)]
    first = law.articles[0]
    assert [k for k, _ in first.parts] == ["paragraph", "paragraph", "item", "item", "paragraph"]
    assert [first.text[at : at + 2] for _, at in first.parts] == ["市人", "有关", "(一", "(二", "前款"]


def test_a_bare_line_over_an_article_is_a_chapters_heading():
    law = read_law("x", "# 某法\n\n" + "\n\n".join(["第一条 甲。", "法律责任", *(f"第{n}条 乙。" for n in "二三四五")]))
    assert law.containers == ("法律责任",)
    assert [a.text for a in law.articles][:2] == ["第一条甲.", "第二条乙."]


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("只有文字", "no title line"),
        ("# 某法\n\n一、没有条", "no articles"),
        ("# 第二编 物权\n\n第五条 甲。", "part of a code"),
        ("# 某法\n\n第五条 甲。", "part of a code"),
        ("# 某法\n\n第一条 甲。\n\n第三条 乙。", "article numbers out of turn"),
        ("# 某法\n\n第一条 甲。\n\n第二条为了", "an article's number runs into its text"),
        ("# 某法\n\n第一条 甲。\n\n| 税目 | 税率 |", "tables, pictures or markup"),
        ("# 某法\n\n第一条 甲。\n\n附：税目税率表", "appendices"),
        ("# 某法\n\n第一条 甲。", "fewer than five articles"),
        ("# 某法\n\n第一条 甲：\n\n（二）乙。", "item numbers out of turn"),
        ("# 某法\n\n第一条 甲：\n\n（一）乙；（二）丙。", "two items in one line"),
        ("# 某法\n\n第一条 甲，\n\n乙。", "a paragraph that breaks off"),
        ("# 某法\n\n第一条 （甲）乙。", "a bracket right after an article's number"),
    ],
)
def test_a_doubtful_truth_is_refused_with_the_reason(markdown, reason):
    with pytest.raises(NotALaw, match=reason):
        read_law("x", markdown)


@pytest.mark.parametrize(
    ("numeral", "number"), [("九", 9), ("十", 10), ("二十一", 21), ("一百零八", 108), ("一千二百六十", 1260)]
)
def test_numerals(numeral, number):
    assert number_of(numeral) == number


def test_an_undamaged_law_is_wholly_right_and_a_changed_one_is_not(law):
    clean = damage(law, "none", 1, 0)
    score, faults = compare(law, clean, segment(normalise(clean.text)))
    assert (score.articles_right, score.laws_right, score.extra, faults) == (8, 1, 0, [])
    worse = clean.text.replace("三万元以下", "五万元以下", 1) + "\n　　第九条　没有这一条。\n"
    score, faults = compare(law, clean, segment(normalise(worse)))
    assert (score.articles_right, score.laws_right, score.extra) == (7, 0, 1)
    assert [f.kind for f in faults] == ["text: characters changed", "article: one that is not there"]
