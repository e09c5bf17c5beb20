"""The table that a site prints over a document: 索引号, 发文机关, 成文日期 … and what each says.

Extraction lays such a table out in many ways: ``key：value`` on a line, in bullets, in 【】 or between bars, several pairs on
one line, or each key and each value on a line of its own, empty values left out. One key by itself says nothing (a form
has 名称 and 文号 too, a list of repealed documents has them as the head of its columns); three of them, two with a value, do.
At the top of a page less is needed: see ``page_tops``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.common.doc_numbers import ANY_CLOSES, ANY_OPENS

#: keys that only a site's table has: what the site filed the text under, what it counts, what it offers to do with it
_SITE_KEYS = (
    "索引号", "信息索引", "信息索引号", "索取号", "统一登记号", "登记号", "主题分类", "信息分类", "组配分类", "体裁分类", "公文种类", "公文目录",
    "公文类别", "公文主题", "信息名称", "信息来源", "信息状态", "信息类别", "发布机构", "发布机关", "发布单位", "公开主体", "公开责任部门", "公开方式", "公开形式", "公开范围",
    "公开时限", "公开类别", "公开日期", "公开时间", "发布日期", "发布时间", "发表时间", "上载日期", "更新时间", "添加日期", "添加时间", "著录日期", "更新日期", "编辑日期", "归档时间",
    "公文生成日期", "生成日期", "成文日期", "成文时间", "发文日期", "发文时间", "发文字号", "法规文号", "备注/文号", "公文字号", "文件字号", "文件编号",
    "浏览次数", "浏览量", "浏览", "点击数", "点击量", "点击率", "点击次数", "点击", "阅读次数", "阅读量", "阅读", "访问量", "访问次数", "人气",
    "下载地址", "字体大小", "视力保护色", "责任编辑", "文章来源", "稿件来源", "文件来源", "录入", "公文时效", "政策咨询机关", "政策咨询电话",
    # the fields of collections of laws: 法律资料网, 北大法宝, AsianLII
    "发布文号", "效力状态", "效力级别", "效力等级", "效力属性", "时效性", "所属类别", "法规类别", "发布部门", "颁布单位", "颁布日期", "法规编号", "法宝引证码",
)  # fmt: skip
#: keys of such a table that a form or a list has too: they count among others (国务院办公厅, 政府网站发展指引; provinces' sites)
_PLAIN_KEYS = (
    "主题词", "关键词", "发文机关", "发文机构", "发文单位", "制发机关", "制定机关", "公布日期", "印发日期", "印发时间",
    "标题", "名称", "文件名称", "文号", "字号", "有效性", "是否有效", "有效期", "有效状态", "文件状态", "状态", "废止日期", "失效日期", "失效时间",
    "生效时间", "废止时间", "施行日期", "实施日期", "生效日期", "内容概述", "内容摘要", "摘要", "服务对象", "载体类型", "分类", "类别", "体裁", "来源",
    "所属主题", "文件类型", "责任部门", "作者", "编辑", "审核", "时间", "日期", "主题",
)  # fmt: skip


def _alternatives(keys: Sequence[str]) -> str:
    """The keys, longest first, each with the spaces that set its letters apart: 标 题, 索 引 号."""
    return "|".join("[ ]?".join(key) for key in sorted(keys, key=len, reverse=True))


_SITE_WORDS, _WORDS = _alternatives(_SITE_KEYS), _alternatives(_SITE_KEYS + _PLAIN_KEYS)
_BULLETS = "-—•·●■◆*▪>"
_KEY = re.compile(
    rf"[{_BULLETS}]?[ ]?(?:[【\[〔][ ]?(?:{_WORDS})[ ]?[】\]〕][ ]?[：:|]?|(?:{_WORDS})[ ]?(?:[：:|]|$|[ ](?=\S)))[ ]?"
)
_LONG = _alternatives([key for key in _SITE_KEYS + _PLAIN_KEYS if len(key) > 2])
#: two fields on a line whose spaces are lost: 发布机构市人民政府办公室发文日期2019-11-29
_PAIR = re.compile(rf"(?:{_LONG})(?=[^：:。，]{{2,40}}?(?:{_LONG})(?:[：: ]|\d|$))")
#: a field anywhere in a line, set off by what stands before it and by the mark behind it
_FIELD = re.compile(
    rf"(?:^|(?<=[^\u4e00-\u9fff])|(?=(?:{_LONG})[ ]?[：:|]))[【\[〔（(]?[ ]?(?P<key>{_WORDS})"
    r"[ ]?(?:[】\]〕][ ]?[：:|]?|[：:|]|(?=[ ]\S)|(?=\d)|$)[ ]?"
)
_MARKED = re.compile(rf"(?:^|[^\u4e00-\u9fff]|\d)(?:[【\[〔][ ]?(?:{_WORDS})[ ]?[】\]〕]|(?:{_SITE_WORDS})[ ]?[：:|])")
_FIRST = frozenset(key[0] for key in _SITE_KEYS + _PLAIN_KEYS) | frozenset(_BULLETS + "【[〔")
_DAY = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}")
_FEWEST_KEYS, _FEWEST_VALUES = 3, 2
_LONGEST_VALUE = 200
_LONGEST_LINE = 300


def _key_end(text: str) -> int | None:
    """Where the key that a line opens with ends, or None."""
    if text[:1] not in _FIRST:
        return None
    match = _KEY.match(text) or _PAIR.match(text)
    return match.end() if match else None


def page_heads(texts: Sequence[str], is_line: Sequence[bool]) -> list[tuple[int, int]]:
    """Ranges (end exclusive) of paragraphs that are such a table.

    ``is_line``: which paragraphs are lines of a page's head by their own form.
    """
    keys = [_key_end(text) if text[:1] in _FIRST else None for text in texts]
    found: list[tuple[int, int]] = []
    after = 0
    for i in [i for i, key in enumerate(keys) if key is not None]:
        if i < after:
            continue
        end, named, valued = _walk(texts, keys, is_line, i)
        if named >= _FEWEST_KEYS and valued >= _FEWEST_VALUES:
            found.append((i, end))
        after = end
    return found


def _walk(
    texts: Sequence[str], keys: Sequence[int | None], is_line: Sequence[bool], first: int
) -> tuple[int, int, int]:
    """Where the run of keys and values ends that begins at ``first``, how many keys it has, and how many with values.

    A key is counted once: a form has 名称： for each who is to sign it.
    """
    j, valued = first, 0
    named: set[str] = set()
    while j < len(texts):
        at = keys[j]
        if at is None:
            if not is_line[j]:
                break
            j += 1
            continue
        named.add(texts[j][:at].strip(_BULLETS + " ：:|【】[]"))
        if at < len(texts[j]):
            more = fields([texts[j]])[1:]
            named.update(key for key, _ in more)
            valued += 1 + sum(1 for _, value in more if value)
        elif j + 1 < len(texts) and keys[j + 1] is None and _is_value(texts, keys, is_line, j + 1):
            valued += 1
            j += 1
        j += 1
    return j, len(named), valued


def _is_value(texts: Sequence[str], keys: Sequence[int | None], is_line: Sequence[bool], i: int) -> bool:
    """Whether a line after a bare key is its value: short, and followed by another key unless it is a date or a word."""
    if len(texts[i]) > _LONGEST_VALUE or is_line[i]:
        return False
    if i + 1 < len(texts) and (keys[i + 1] is not None or is_line[i + 1]):
        return True
    # the last of all: a title or a body's name may stand below a key without a value
    return len(texts[i]) <= 6 or bool(_DAY.match(texts[i]))


def is_field_line(text: str) -> bool:
    """Whether a line at the top of a page is one of its table's: a key that only such a table has, or one in brackets."""
    return len(text) <= _LONGEST_LINE and "。" not in text and _MARKED.search(text) is not None


def opens_with_key(text: str) -> bool:
    """Whether a line opens with any key of such a table and a mark or a space behind it."""
    return _key_end(text) is not None


def fields(lines: Sequence[str]) -> list[tuple[str, str]]:
    """The keys and values of page-head lines, in order: [(索引号, 0001/2024-1), (发文字号, 鄂政发〔2024〕8号)]."""
    out: list[tuple[str, str]] = []
    for text in lines:
        found = list(_FIELD.finditer(text))
        for k, match in enumerate(found):
            end = found[k + 1].start() if k + 1 < len(found) else len(text)
            out.append((match["key"].replace(" ", ""), text[match.end() : end].strip(" |｜")))
    return out


class PageHead(NamedTuple):
    """What a page's head says of the document below it; None and empty where it says nothing."""

    number: str | None
    title: str | None
    bodies: tuple[str, ...]


#: which keys say a document's number, its title, and who issued it (发布机构 is who put it on the site)
_NUMBERS = ("发文字号", "文号", "公文字号", "文件字号", "法规文号", "备注/文号", "发布文号", "文件编号", "字号")
_TITLES = ("标题", "名称", "信息名称", "文件名称")
_ISSUERS = ("发文机关", "发文机构", "发文单位", "制发机关", "制定机关", "颁布单位", "发布部门", "发布单位")
_NUMBER = re.compile(rf"[\u4e00-\u9fff、（）A-Z]{{1,20}}{ANY_OPENS}\d{{4}}{ANY_CLOSES}[ ]?第?[ ]?\d{{1,5}}[ ]?号")

_APART = re.compile(r"(?<=[\u4e00-\u9fff])[ ](?=[\u4e00-\u9fff](?:[ ]|$))")  # 的 通 知


def read_page_head(lines: Sequence[str]) -> PageHead:
    """What the lines of a page's head (as ``said`` gives them) say of its document."""
    number = title = None
    bodies: list[str] = []
    for key, value in fields(lines):
        if number is None and key in _NUMBERS and (found := _NUMBER.match(value)):
            number = found.group()
        elif title is None and key in _TITLES and 6 <= len(value) <= 160:
            title = _APART.sub("", value)
        elif key in _ISSUERS and value:
            bodies.append(value)
    return PageHead(number, title, tuple(dict.fromkeys(bodies)))


def said(lines: Sequence[str]) -> list[str]:
    """The lines of page heads with each bare key and its value as one line: 成文日期：2024年3月11日."""
    out: list[str] = []
    bare = False
    for text in lines:
        end = _key_end(text)
        if end is None and bare:
            out[-1] += text
        else:
            out.append(text)
        bare = end == len(text)
        if bare and not text.endswith(("：", ":", "】", "]")):
            out[-1] += "："
    return out
