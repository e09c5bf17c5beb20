"""What a web page or a printed issue puts round its documents, as patterns with the reason beside each.

A pattern is matched against a whole paragraph (clean text). ``META`` lines stand in a page's head and may carry dates;
``TAIL`` lines open the run of site matter after a document, which lasts until the next document starts; ``NOISE`` lines
are site matter wherever they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from pipeline.common.doc_numbers import YEAR_CLOSES, YEAR_OPENS

META: tuple[tuple[str, str], ...] = (
    (r"(?:.{0,8}：)?字号：?[ ]?大[ ]?中[ ]?小.*", "font size switch"),
    (r"(?:[-•·●*][ ]?)?[（(【\[]?(?:印发日期|发布日期|发布时间|成文日期|公开日期|生成日期|发文日期|信息来源|来源|时间|文号|发文字号|索引号|主题分类|组配分类|体裁分类|统一登记号|信息状态|公开责任部门|发布机构|发文机关|公开方式|公开范围|有效性|效力状态|原文链接|检索时间|检索关键词|浏览次数|点击数|阅读次数|责任编辑|编辑|编辑日期|更新时间|下载地址|发文机构|法规文号|公文生成日期)[:：].*", "page head"),
    (r"\d{4}年\d{1,2}月\d{1,2}日[ ]?\d{1,2}:\d{2}(?::\d{2})?", "page date"),
    (r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ ]?\d{1,2}:\d{2}(?::\d{2})?)?(?:[ ]?(?:信息)?来源[:：].*)?", "page date"),
    (r"作者[：:].{0,20}(?:时间|日期|浏览|来源)[：:].*|(?:归档时间|视力保护色|浏览(?:量|次数)|阅读量|访问量|点击率)[:：].*|日期[:：][ ]?\d{4}[-/.年].*|[【\[（]?字[体号][:：][】【\[\] 大中小A+-]*", "page head"),
    (r".*\[(?:打印本页|打印|纠错|关闭|收藏)\].*|[【\[]?(?:打印本页|打印此页|我要纠错|打印|收藏|关闭窗口|关闭本页|关闭|返回顶部|返回|分享)[】\]]?(?:[ ]?[|｜]?[ ]?[【\[]?(?:打印本页|打印|收藏|关闭窗口|关闭|返回顶部|分享)[】\]]?){0,5}", "page tools"),
    (r"(?:[【\[（(]?(?:打印|关闭|收藏|分享|字号|字体|纠错|下载|返回|大|中|小)(?:本页|窗口)?[：:]?[】\]）)]?[ |｜]?){3,12}|[★☆◆◇●○■□▲※]{1,5}", "page tools"),
    (r"\d{4}年(?:\d{1,2}月\d{1,2}日)?[ ]?第[ ]?\d{1,3}[ ]?期.{0,20}|[（(]总第?[ ]?\d{1,5}[ ]?期[）)]", "a gazette's issue"),
    (r"(?:一键)?分享(?:到|至)?[：:]?(?:[ ]?(?:微信|微博|QQ|朋友圈|新浪|人人网|豆瓣|空间|[:：])){0,8}", "share buttons"),
    (r"(?:首页|您?(?:现在|当前|所在|的){0,3}位置)[ ]?[:：>＞》].*", "bread crumbs"),
)  # fmt: skip

TAIL: tuple[tuple[str, str], ...] = (
    (r"(?:相关|延伸|文件|政策|推荐)(?:法规|稿件|链接|附件|信息|新闻|文档|文件|解读|阅读|政策|下载|图解|问答)：?|(?:附件|原文)下载：?|(?:解读|原文)链接：?", "related pages"),
    (r"(?:一键)?分享(?:到)?：?.{0,20}", "share buttons"),
    (r"抄[ ]?送[：:].*|(?:主题词|分送|报送)[：:].*|[\u4e00-\u9fff]{2,40}[ ]\d{4}年\d{1,2}月\d{1,2}日[ ]?印发", "colophon of an official paper"),
    (r"【(?:原文下载|相关信息|图文解读|附件下载|政策解读)】.*", "downloads"),
    (r"(?:.{0,40}：)?(?:主管|主办|承办|印刷|维护)(?:单位)?：.*|.{2,30}主办|本网站由.*维护", "who runs the site or prints the issue"),
    (r"(?:发行范围|定[ ]?价|出版日期|国内统一(?:连续出版物|刊)号|国内统一连续出版物号|邮发代号|主编|刊号|准印证).{0,6}[:：].*", "colophon"),
    (r"[\u4e00-\u9fff]{2,14}公报|\d{1,2}月\d{1,2}日出版", "colophon"),
    (r"\d{1,3}\.(?:png|jpe?g|gif|bmp)", "picture"),
    (r"(?:联系)?地[ ]?址：.*|邮(?:政)?编(?:码)?：.*|(?:联系)?电话：.*|传真：.*|.{0,12}总客服：.*|工作时间：.*|网[ ]?址：.*|邮箱：.*", "address"),
    (r".*ICP备.*|.*公网安备.*|.*网站标[识记]码.*|.*公安备", "registration"),
    (r".*(?:Copyright|版权所有|版权申明|增值电信业务).*", "copyright"),
    (r".{0,10}最佳浏览效果.*|.*浏览器.{0,12}版本.*", "browser advice"),
    (r".{0,4}无障碍.{0,40}|网站地图.*|.*友情链接.*|.*(?:政府|管委会|部委|机构|城市|系统单位|科普科协|科技部|其他)网站", "site navigation"),
    (r"声明：本法规由.*|.*免费提供[。.]?|仅供学术研究.*|请与正式出版物.*|手机?.{0,6}>>.*", "reprint note"),
    (r"上观号.*|作者：.*|本文源自.*|本文来源.*|来源：.*|免责声明.*|转载.{0,20}", "reprint note"),
    (r"\[?.{2,120}\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)(?:[)\]（].*)?", "file to download"),
    (r"(?:政策性文件)?留言咨询|（注：1\.只接收.*|指南建议征集|扫一扫.{0,20}|上一[篇页].*|下一[篇页].*|总?共\d+页.*", "page tools"),
)  # fmt: skip

NOISE: tuple[tuple[str, str], ...] = (
    (
        r"【图[文]?解】.*|(?:一图|图文|漫画|一张图)(?:读懂|解读|看懂|速览).*|.{0,40}亮点速览|.{0,60}(?:政策)?问答$",
        "link to an explanation",
    ),
    (r"第\d+页(?:共\d+页)?", "page number"),
)

#: What lets a paragraph be one of these lines: a first letter (a bracket before it apart) or a last one that a pattern
#: begins or ends with, or, for patterns that begin and end with anything, a word inside. Digits are left to the caller.
META_OPENS = "-•·●*作归视访日更法公下★☆◆◇●○■□▲※字纠下大中小所组体统印发成公生信来时文索主有效原检浏点阅责编总打我收关返分【[首当您位"
TAIL_OPENS = "附延文推解原漫图抄报相分【主承印维本发定出国邮刊准联地电传工网声仅请手上作来免转政留指扫下总共注"
TAIL_ENDS = "发办报版备站览答页供gfp"
#: begins with the rarer letters of each word, so that one pass over a source is quick
_INSIDE = re.compile(
    r"字号|\[(?:打印|纠错|关闭|收藏)|：(?:主管|主办|承办|印刷|维护)|客服：|ICP备|网(?:安备|站标)|Copyright|版权|增值电信"
    r"|浏览|障碍|友情链接|免费提供|键分享|\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)"
)

_META = re.compile("|".join(f"(?:{p})" for p, _ in META))
_TAIL = re.compile("|".join(f"(?:{p})" for p, _ in TAIL + NOISE))
_SITE_DATE = re.compile(
    r"(印发日期|发布日期|发布时间|成文日期|成文时间|公布日期|公开日期|生成日期|发文日期|发文时间|公文生成日期|颁布日期|检索时间)(?:[】\]:：| ]|[ ](?=[】\]:：|]))*(\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:[ ]\d{1,2}:\d{2}(?::\d{2})?)?)"
)
_PRINTED = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)[ ]?印发$")
_SITE_NUMBER = re.compile(rf"([\u4e00-\u9fff]{{1,14}}{YEAR_OPENS}\d{{4}}{YEAR_CLOSES}[ ]?\d+[ ]?号)")
_SITE_URL = re.compile(r"(?:原文链接|来源网址|网址)[:：].*?(https?://[^\s)\]]+)")


def marked(texts: list[str]) -> set[int]:
    """Indexes of the paragraphs with a word inside that only lines of site matter are known by."""
    found = [match.start() for match in _INSIDE.finditer("\n".join(texts))]
    if not found:
        return set()
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    return {bisect_right(starts, at) - 1 for at in found}


def is_meta(text: str) -> bool:
    """Whether a paragraph is a line of a page's head."""
    return len(text) < 400 and bool(_META.fullmatch(text))


def is_tail(text: str) -> bool:
    """Whether a paragraph opens the site matter after a document."""
    return len(text) < 400 and bool(_TAIL.fullmatch(text))


def site_dates(text: str) -> list[tuple[str, str]]:
    """The labelled dates of a page's head: [(发布日期, 2025-05-27)]."""
    return [(m.group(1), m.group(2)) for m in _SITE_DATE.finditer(text)]


def printed_date(text: str) -> tuple[str, str] | None:
    """The day of printing that a paper's colophon gives, as a page's head would: (印发日期, 2024年3月11日)."""
    match = _PRINTED.search(text)
    return ("印发日期", match.group(1)) if match else None


def site_number(text: str) -> str | None:
    """The document number a page's head gives, or None."""
    match = _SITE_NUMBER.search(text)
    return match.group(1) if match else None


def site_url(text: str) -> str | None:
    """The address a crawler or a site gives for the page, or None."""
    match = _SITE_URL.search(text)
    return match.group(1) if match else None
