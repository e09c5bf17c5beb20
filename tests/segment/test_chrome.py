from __future__ import annotations

import pytest

from pipeline.segment import chrome
from tests.segment.reading import kinds, outline, read


@pytest.mark.parametrize(
    "text",
    [
        "字号：大 中 小",
        "索引号：SY0025 主题分类：科技 字号：大 中 小",
        "印发日期：2021-10-25 发布日期：2021-10-27 沪府办发〔2021〕29号",
        "（发布日期：2021年12月23日 文号：沪府办规〔2021〕18号）",
        "信息来源：上海市人民政府办公厅 发布时间：2025-02-28 [打印本页]",
        "时间：2023-12-21",
        "来源: 市政府办公厅",
        "2024-01-10 17:57",
        "2024/1/10",
        "[打印本页] [纠错]",
        "打印本页",
        "【打印】",
        "首页>政务公开 > 政策文件",
        "首页 > 政务公开 > 政策文件",
        "您当前的位置：首页 > 信息公开",
        "【打印】【字号：大中小】",
        "【字体：大 中 小】 【打印】 【关闭】",
        "★",
        "当前位置：首页 > 政策",
        "原文链接：http://stcsm.sh.gov.cn/zwgk/a.html",
        "检索时间：2026-02-03 13:11:03",
        "责任编辑：王某",
        "组配分类：行政规范性文件",
        "体裁分类：意见",
        "统一登记号：HNPR-2024-01008",
    ],
)
def test_lines_of_a_pages_head(text: str) -> None:
    assert chrome.is_meta(text)


@pytest.mark.parametrize(
    "text",
    [
        "相关稿件",
        "相关链接：",
        "文件下载：",
        "附件下载：",
        "政策解读：",
        "延伸阅读",
        "一图读懂《关于加强监管的意见》",
        "分享：",
        "一键分享到：微信 微博",
        "【原文下载】",
        "【相关信息】",
        "主办单位：上海市人民政府办公厅",
        "上海市科学技术委员会主办",
        "发行范围：公开发行",
        "定 价：免费赠阅",
        "国内统一连续出版物号：CN31-1854/D",
        "地址：上海市黄浦区人民大道200号",
        "邮编：200003",
        "联系电话：021-23111111",
        "沪ICP备2021016245号-1",
        "沪公网安备 31010102004544号",
        "政府网站标识码：3100000044",
        "网站标记码：3100000093 网站地图",
        "Copyright © 2024 某某网络科技有限责任公司 All Rights Reserved",
        "为确保最佳浏览效果，建议您使用以下浏览器版本：IE浏览器9.0版本及以上",
        "适老化无障碍服务",
        "市政府部门网站 区政府网站 友情链接",
        "声明：本法规由《法律图书馆》网站",
        "本文源自：金融界",
        "上观号作者：上海企业服务",
        "上海市人民政府办公厅关于印发《若干措施》的通知.pdf",
        "政策性文件留言咨询",
        "上一篇：关于加强管理的通知",
        "《上海市知识产权保护和运用“十四五”规划》亮点速览",
    ],
)
def test_lines_after_a_document(text: str) -> None:
    assert chrome.is_tail(text)


@pytest.mark.parametrize(
    "text",
    [
        "为进一步深化改革创新，制定本方案。",
        "一、总体要求",
        "上海市人民政府办公厅",
        "2024年7月2日",
        "各区人民政府，市政府各委、办、局：",
        "第二条（信息来源）信息来源应当合法，由主管部门审核。",
        "市政府办公厅负责政府网站的建设和管理工作，加强对网站内容的审核。",
        "责任单位：市科委、市财政局",
        "（责任单位：市商务委）",
        "联系地址和电话发生变更的，应当及时告知。",
        "",
    ],
)
def test_text_is_neither(text: str) -> None:
    assert not chrome.is_meta(text)
    assert not chrome.is_tail(text)


def test_what_a_pages_head_says():
    head = "印发日期：2021-10-25 发布日期：2021-10-27 沪府办发〔2021〕29号"
    assert chrome.site_dates(head) == [("印发日期", "2021-10-25"), ("发布日期", "2021-10-27")]
    assert chrome.site_number(head) == "沪府办发〔2021〕29号"
    assert chrome.site_dates("（发布日期：2021年12月23日 文号：沪府办规〔2021〕18号）") == [
        ("发布日期", "2021年12月23日")
    ]
    assert chrome.site_url("原文链接: [http://a.gov.cn/b.html](http://a.gov.cn/b.html)") == "http://a.gov.cn/b.html"
    assert (chrome.site_dates("略"), chrome.site_number("略"), chrome.site_url("略")) == ([], None, None)


PAGE = """上海市人民政府关于加强科技创新工作的实施意见
印发日期：2024-12-30      发布日期：2025-01-08      沪府发〔2024〕34 号

字号：大 中 小

上海市人民政府关于加强科技创新工作的实施意见

沪府发〔2024〕34号

各区人民政府，市政府各委、办、局：

　　为加强科技创新，提出意见如下：

　　一、加大投入

　　增加财政科技投入，支持企业创新。

　　上海市人民政府

　　2024年12月30日

分享：
打印

市政府部门网站
区政府网站
友情链接
主办单位：上海市人民政府办公厅

地址：上海市黄浦区人民大道200号

沪ICP备2021016245号-1
为确保最佳浏览效果，建议您使用以下浏览器版本：IE浏览器9.0版本及以上
"""


def test_a_page_without_its_chrome():
    (document,) = read(PAGE).documents
    assert document.clean.text.split("\n") == [
        "上海市人民政府关于加强科技创新工作的实施意见",
        "沪府发〔2024〕34号",
        "各区人民政府，市政府各委、办、局：",
        "为加强科技创新，提出意见如下：",
        "一、加大投入",
        "增加财政科技投入，支持企业创新。",
        "上海市人民政府",
        "2024年12月30日",
    ]
    assert document.site_dates == (("印发日期", "2024-12-30"), ("发布日期", "2025-01-08"))


def test_the_number_in_a_pages_head_is_chrome():
    assert [k for k in kinds(PAGE) if k[0] == "doc_number"] == [("doc_number", "沪府发〔2024〕34号")]
    assert [k for k, _ in kinds(PAGE)] == ["document", "chrome", "doc_number", "document", "chrome"]


def test_chrome_between_two_pages_is_in_neither():
    second = PAGE.replace("科技创新", "知识产权").replace("34", "35")
    assert outline(PAGE + second) == [
        ("standalone", None, "上海市人民政府关于加强科技创新工作的实施意见", "沪府发〔2024〕34号"),
        ("standalone", None, "上海市人民政府关于加强知识产权工作的实施意见", "沪府发〔2024〕35号"),
    ]


@pytest.mark.parametrize("line", ["地址：大沽路100号", "1.png", "科技创新公报"])
def test_provisions_below_a_line_like_a_sites_are_kept(line: str) -> None:
    raw = (
        "上海市促进科技服务业发展行动方案\n为促进科技服务业发展，制定本方案。\n一、受理地点\n由市科委受理。\n"
        f"{line}\n二、办理时限\n受理后20个工作日内办结。\n三、附则\n本方案自2024年8月1日起施行。\n"
    )
    (document,) = read(raw).documents
    assert document.clean.text.endswith("本方案自2024年8月1日起施行。")


def test_who_runs_a_site_said_over_several_lines():
    """The site's foot: its name, 主办：, and the names of those who run it, one a line."""
    raw = PAGE[: PAGE.index("分享")] + "上海金融\n主办：\n中共上海市委金融委员会办公室\n上海市地方金融管理局\n上海市推进国际金融中心建设办公室 版权申明\n地址：中国上海大沽路100号\n"  # fmt: skip
    (document,) = read(raw).documents
    assert document.clean.text.endswith("2024年12月30日")


def test_a_printed_issues_colophon():
    raw = PAGE[: PAGE.index("分享")] + "上海市人民政府公报\n\n2024年第15期（总第567期）\n\n8月5日出版\n\n主管单位：上海市人民政府办公厅\n\n定 价：免费赠阅\n\n国内统一连续出版物号：CN31-1854/D\n"  # fmt: skip
    (document,) = read(raw).documents
    assert document.clean.text.endswith("2024年12月30日")
