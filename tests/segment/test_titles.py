from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.segment import titles


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("上海市人民政府关于印发《上海市停车场（库）管理办法》的通知", "通知"),
        ("上海市停车场（库）管理办法", "办法"),
        ("上海市促进产业高质量发展专项资金管理办法（暂行）", "办法"),
        ("上海市科学技术奖励规定", "规定"),
        ("留学回国人员申办上海常住户口实施细则", "细则"),
        ("上海市国有土地上房屋征收与补偿实施细则", "细则"),
        ("关于加快推进本市农业科技创新的实施意见", "意见"),
        ("上海市促进在线新经济发展行动方案（2020-2022年）", "方案"),
        ("关于进一步降低制度性交易成本的若干措施", "措施"),
        ("新时期促进软件产业高质量发展的若干政策", "政策"),
        ("上海市知识产权保护和运用“十四五”规划", "规划"),
        ("上海市人民政府关于修改和废止部分市政府规章的决定", "决定"),
        ("2023—2025年工作要点", "要点"),
        ("关于《上海市科学技术奖励规定》的政策解读", "解读"),
        ("上海市优化营商环境条例", "条例"),
        ("中华人民共和国民法典", "法典"),
        ("国务院关于同意设立试验区的批复", "批复"),
        ("为进一步促进创业投资", None),
        ("总体要求", None),
    ],
)
def test_genre(title: str, genre: str | None) -> None:
    assert titles.genre_of(title) == genre


@pytest.mark.parametrize(
    ("text", "could_be"),
    [
        ("上海市停车场（库）管理办法", True),
        ("关于印发《上海市停车场（库）管理办法》的通知", True),
        ("全力打响“上海制造”品牌三年行动计划（2021-2023年）", True),
        ("关于修改《上海市停车场（库）管理", False),  # a book mark still open
        ("为贯彻规定。制定本办法", False),  # a sentence in it
        ("办法", False),
        ("总体要求", False),
        ("上" * 170 + "办法", False),
    ],
)
def test_looks_like_a_title(text: str, could_be: bool) -> None:
    assert titles.looks_like_title(text) is could_be


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("关于加快发展的意见", True),
        ("上海市人民政府办公厅关于加快发展的意见", True),
        ("国务院关于加快发展的意见", True),
        ("中华人民共和国行政处罚法", True),
        ("浙江省数字经济促进条例", True),
        ("浦东新区管理办法", True),
        ("进一步优化在线帮办服务工作方案", False),
    ],
)
def test_opens_like_a_title(text: str, opens: bool) -> None:
    assert titles.opens_like_title(text) is opens


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("现将《上海市停车场（库）管理办法》印发给你们", ["上海市停车场（库）管理办法"]),
        ("《关于修改〈停车场管理办法〉的决定》和《停车场管理办法》", ["关于修改《停车场管理办法》的决定", "停车场管理办法"]),
        ("《关于修改《停车场管理办法》的决定》已经通过", ["关于修改《停车场管理办法》的决定"]),
        ("没有书名", []),
    ],
)  # fmt: skip
def test_names_in_book_marks(text: str, names: list[str]) -> None:
    assert titles.names_in(text) == names


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("关于加快“大零号湾”功能区 建设的若干政策措施", "加快“大零号湾”功能区建设的若干政策措施", True),
        ("上海市促进专精特新中小企业发展壮大的若干措施", "促进专精特新中小企业发展壮大的若干措施", True),
        ("上海市设计创新中心认定管理办法", "上海市设计创新中心认定管理办法（试行）", True),
        ("上海市设计创新中心认定管理办法", "上海市直播电商基地评估管理办法", False),
        ("管理办法", "上海市停车场管理办法", False),  # too short to tell
        ("", "", False),
    ],
)
def test_same_title(a: str, b: str, same: bool) -> None:
    assert titles.same_title(a, b) is same
    assert titles.same_title(b, a) is same


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        (
            ["上海市人民政府关于修改", "《上海市科学技术奖励规定》的决定"],
            "上海市人民政府关于修改《上海市科学技术奖励规定》的决定",
        ),
        (["关于深化改革创新 加快科技服务业发展的意见"], "关于深化改革创新 加快科技服务业发展的意见"),
        ([], ""),
    ],
)
def test_joined_title(parts: list[str], title: str) -> None:
    assert titles.joined_title(parts) == title


def test_every_genre_is_found_at_a_titles_end():
    for word, _ in titles.GENRES:
        found = titles.genre_of(f"上海市测试用{word}")
        assert found is not None
        assert word.endswith(found)


@given(st.text("上海市关于《》〈〉（）印发管理办法的通知。 ", max_size=40))
def test_raises_nothing(text: str) -> None:
    titles.genre_of(text)
    titles.looks_like_title(text)
    assert titles.same_title(text, text) is bool(titles.core(text))
    assert all(name in text.replace("〈", "《").replace("〉", "》") for name in titles.names_in(text))
