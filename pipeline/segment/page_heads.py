"""The table that a site prints over a document: 索引号, 发文机关, 成文日期 … and what each says.

Extraction lays such a table out in many ways: ``key：value`` on a line, several pairs on one, or each key and each value
on a line of its own, empty values left out. One key by itself says nothing (a form has 名称 and 文号 too, a list of
repealed documents has them as the head of its columns); three of them, two with a value, do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: what the fields are called (国务院办公厅, 政府网站发展指引 and the sites of the provinces)
_KEYS = (
    "索引号", "统一登记号", "登记号", "主题分类", "信息分类", "组配分类", "体裁分类", "公文种类", "主题词", "关键词",
    "发文机关", "发文机构", "发文单位", "发布机构", "发布机关", "发布单位", "制发机关", "制定机关", "公开主体", "信息来源",
    "成文日期", "成文时间", "生成日期", "发文日期", "发文时间", "发布日期", "发布时间", "公布日期", "公开日期", "印发日期", "上载日期",
    "标题", "名称", "信息名称", "文件名称", "文号", "发文字号", "文件编号", "公文字号", "文件字号",
    "有效性", "效力状态", "是否有效", "时效性", "有效期", "有效状态", "文件状态", "信息状态", "废止日期", "失效日期", "失效时间", "生效时间", "废止时间",
    "施行日期", "实施日期", "生效日期", "公开方式", "公开形式", "公开范围", "公开时限", "公开类别", "公文时效", "内容概述",
    "内容摘要", "服务对象", "载体类型", "分类", "类别", "体裁", "来源", "所属主题", "文件类型", "责任部门", "公开责任部门",
)  # fmt: skip
_WORDS = "|".join(sorted(_KEYS, key=len, reverse=True))
_KEY = re.compile(rf"[•·●■◆*]?[ ]?(?:{_WORDS})[ ]?(?:[：:]|$|[ ](?=\S))[ ]?")
_LONG = "|".join(sorted((key for key in _KEYS if len(key) > 2), key=len, reverse=True))
#: two fields on a line whose spaces are lost: 发布机构市人民政府办公室发文日期2019-11-29
_PAIR = re.compile(rf"(?:{_LONG})(?=[^：:。，]{{2,40}}?(?:{_LONG})(?:[：: ]|\d|$))")
_FIRST = frozenset(key[0] for key in _KEYS) | frozenset("•·●■◆*")
_DAY = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}")
_FEWEST_KEYS, _FEWEST_VALUES = 3, 2
_LONGEST_VALUE = 200


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
    keys = [_key_end(text) for text in texts]
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(texts):
        if keys[i] is None:
            i += 1
            continue
        end, named, valued = _walk(texts, keys, is_line, i)
        if named >= _FEWEST_KEYS and valued >= _FEWEST_VALUES:
            found.append((i, end))
        i = end
    return found


def _walk(
    texts: Sequence[str], keys: Sequence[int | None], is_line: Sequence[bool], first: int
) -> tuple[int, int, int]:
    """Where the run of keys and values ends that begins at ``first``, how many keys it has, and how many with values."""
    j, named, valued = first, 0, 0
    while j < len(texts):
        at = keys[j]
        if at is None:
            if not is_line[j]:
                break
            j += 1
            continue
        named += 1
        if at < len(texts[j]):
            valued += 1
        elif j + 1 < len(texts) and keys[j + 1] is None and _is_value(texts, keys, is_line, j + 1):
            valued += 1
            j += 1
        j += 1
    return j, named, valued


def _is_value(texts: Sequence[str], keys: Sequence[int | None], is_line: Sequence[bool], i: int) -> bool:
    """Whether a line after a bare key is its value: short, and followed by another key unless it is a date or a word."""
    if len(texts[i]) > _LONGEST_VALUE or is_line[i]:
        return False
    if i + 1 < len(texts) and (keys[i + 1] is not None or is_line[i + 1]):
        return True
    # the last of all: a title or a body's name may stand below a key without a value
    return len(texts[i]) <= 6 or bool(_DAY.match(texts[i]))


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
        if bare and not text.endswith(("：", ":")):
            out[-1] += "："
    return out
