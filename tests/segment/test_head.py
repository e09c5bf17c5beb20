from __future__ import annotations

import pytest

from pipeline.segment.head import read_head
from pipeline.segment.types import GazetteHead
from tests.segment.reading import read
from tests.segment.test_boundaries import OPINION


@pytest.mark.parametrize(
    ("before", "head"),
    [
        pytest.param(
            ["上海市人民政府公报", "2024", "第15期（总第567期）", "上海市人民政府办公厅", "2024年8月5日第15期"],
            GazetteHead("上海市人民政府公报", 2024, 15, 567, "2024年8月5日"),
            id="Shanghai",
        ),
        pytest.param(
            ["上海市人民政府公报", "2024年第3期（总第555期）"],
            GazetteHead("上海市人民政府公报", 2024, 3, 555),
            id="no day",
        ),
        pytest.param(
            ["中华人民共和国国务院公报", "2024年第12号（总号：1840）", "2024年4月30日"],
            GazetteHead("中华人民共和国国务院公报", 2024, 12, 1840, "2024年4月30日"),
            id="State Council",
        ),
        pytest.param(["浙江省人民政府公报", "2023年第9期"], GazetteHead("浙江省人民政府公报", 2023, 9), id="Zhejiang"),
        pytest.param(["2021“浦江之光”行动政策汇编", "2021年第三期"], GazetteHead(), id="no gazette"),
        pytest.param([], GazetteHead(), id="nothing"),
    ],
)
def test_what_a_cover_says(before: list[str], head: GazetteHead) -> None:
    assert read_head(before, []) == head


def test_what_a_crawlers_header_says():
    head = read_head(
        [], ["原文链接: [http://a.gov.cn/b.html](http://a.gov.cn/b.html)", "检索时间: 2026-02-03 13:11:03"]
    )
    assert head == GazetteHead(source_url="http://a.gov.cn/b.html", retrieved_at_text="2026-02-03 13:11:03")


def test_addresses_of_several_pages_are_nobodys():
    assert read_head([], ["原文链接：http://a.cn/1", "原文链接：http://a.cn/2"]).source_url is None


COVER = "\n\n上海市人民政府公报\n\n2024\n\n第 15 期 (总第 567 期)\n\n上海市人民政府公报\n\n上海市人民政府办公厅\n\n2024年8月5日 第15期\n\n(总第567期)\n\n"
CONTENTS = "目 录\n\n【市政府文件】\n\n上海市人民政府关于加强和规范事中事后监管的实施意见\t(4)\n"


def test_the_cover_of_a_printed_issue_is_no_document():
    source = read(COVER + CONTENTS + OPINION)
    assert source.head == GazetteHead("上海市人民政府公报", 2024, 15, 567, "2024年8月5日")
    assert [d.title for d in source.documents] == ["上海市人民政府关于加强和规范事中事后监管的实施意见"]
    assert "公报" not in source.documents[0].clean.text


def test_a_cover_without_a_contents_page():
    assert [d.title for d in read(COVER + OPINION).documents] == ["上海市人民政府关于加强和规范事中事后监管的实施意见"]


def test_the_name_and_year_on_a_cover():
    raw = "上海市人民政府公报\n\n2024\n\n第 15 期 (总第 567 期)\n\n" + CONTENTS + OPINION
    assert read(raw).head == GazetteHead("上海市人民政府公报", 2024, 15, 567)


def test_a_crawled_page():
    """A collector's header over a page: title, labelled lines in bold, then the page's own text."""
    raw = (
        "# 上海市人民政府办公厅印发《关于加快科技服务业高质量发展的若干意见》\n\n**发布日期**: 2025-05-27\n**发布机构**: 上海市科学技术委员会\n"
        "**原文链接**: [http://a.gov.cn/b.html](http://a.gov.cn/b.html)\n**检索时间**: 2026-02-03 13:11:03\n**检索关键词**: 测绘, 卫星\n\n---\n\n"
        "沪府办发〔2025〕11号\n\n各区人民政府：\n\n　　现提出如下意见。\n\n　**一、提升供给质量**\n\n**（一）推动资源开放**\n\n　　优化运营管理。\n\n　　上海市人民政府办公厅\n\n　　2025年5月17日\n\n【原文下载】\n- [意见.pdf](/a/b.pdf )\n"
    )
    source = read(raw)
    (document,) = source.documents
    assert source.head == GazetteHead(source_url="http://a.gov.cn/b.html", retrieved_at_text="2026-02-03 13:11:03")
    assert (document.title, document.doc_number) == (
        "上海市人民政府办公厅印发《关于加快科技服务业高质量发展的若干意见》",
        "沪府办发〔2025〕11号",
    )
    assert ("发布日期", "2025-05-27") in document.site_dates
    assert document.clean.text.split("\n")[1:] == [
        "沪府办发〔2025〕11号",
        "各区人民政府：",
        "现提出如下意见。",
        "一、提升供给质量",
        "（一）推动资源开放",
        "优化运营管理。",
        "上海市人民政府办公厅",
        "2025年5月17日",
    ]
