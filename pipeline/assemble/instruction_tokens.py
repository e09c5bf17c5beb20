"""The tokens of an amending instruction: provisions, verbs, quoted words and marks, in order."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.assemble.provision_places import Levels, levels_said
from pipeline.common.numerals import ORDINAL
from pipeline.extract.provisions import find_provisions

_N = ORDINAL
#: How many: 一款, 三条.
COUNT = "[一二两三四五六七八九十\\d]{1,3}"
_TOKEN = re.compile(
    "(?P<quote>“)"
    rf"|(?P<split>(?:拆)?分(?:为|成)|修改为)(?={COUNT}个?[条款项节章])"
    "|(?P<join>合并)"
    # what is made of it: a new place, or new words
    "|(?P<to>(?:相应|分别|顺序|依次)*(?:修?改为|调整为|作为|变更为|移至|移到|列为|顺延为)(?=第))"
    "|(?P<subst>(?:统一)?(?:修改为|改为|改成|修改成|更改为|替换为|调整为|修正为|表述为)|条文(?:修改|改)为)"
    f"|(?P<new>增加|增写|新增|增补|补充)(?:(?P<count>{COUNT})(?P<unit>条|款|项|目|章|节|编))?"
    "|(?P<cut>删去|删除|删掉|取消)"
    "|(?P<heading>条标|条旨|条名|章名|节名|标题|名称|题目)"
    "|(?P<whole>(?:本(?:办法|规定|条例|细则|法|规则|决定|通知|意见|解释|规程|标准|制度|章程)|全文|条文|文中|各条款?|规章|条例|办法|规定|细则|《[^》]*》)(?:全文)?(?=中[的“]?))"
    "|(?P<named>引言|前言|导语|序言(?:第[一二三四五六七八九十]+自然段)?|第[一二三四五六七八九十]+(?:自然段|段|部分))"
    # 将该条修改为, 这一款相应修改为
    "|(?P<this>[该这]一?(?P<level>[条款项节章])(?=[修改相应删增]|条标))"
    # a new object: what was struck out before it ends
    "|(?P<turn>(?:^|[，；。])(?:并|同时，?|并同时)?[将对在](?=[第原本该“其条刑宪引序附]))"
    "|(?P<stop>[；。])"
)
# every place said in an instruction, also where running text would leave doubt (作为第二款：)
_CHAIN = re.compile(rf"(?:第[（(]?{_N}[)）]?(?:分编|[编章节条款项目])(?:之[一二三四五六七八九十])?)+")
_KINDS = ("quote", "split", "join", "to", "subst", "new", "cut", "heading", "whole", "named", "this", "turn", "stop")


class Token(NamedTuple):
    """One token; ``levels`` of a provision, ``words`` the named groups of anything else."""

    start: int
    end: int
    kind: str
    levels: Levels
    words: dict[str, str | None]


def tokens_of(plain: str) -> list[Token]:
    """The tokens of an instruction whose quoted words are blanked, in order."""
    found: list[Token] = []
    taken = bytearray(len(plain))  # 1 where a provision stands
    # 将 before it, so that a provision that opens the line is not taken for its own number
    for p in find_provisions("将" + plain):
        start, end = p.start - 1, p.end - 1
        if p.words:
            continue
        taken[start:end] = b"\1" * (end - start)
        run = re.search("[至到—]", plain[start:end]) if p.until else None
        if run is None:
            found.append(Token(start, end, "place", levels_said(plain[start:end]) or p.levels[-1:], {}))
            continue
        # 第七项至第十五项 are two places, joined again where they are read
        cut, rest = start + run.start(), start + run.end()
        found.append(Token(start, cut, "place", levels_said(plain[start:cut]) or p.levels[-1:], {}))
        found.append(Token(rest, end, "place", levels_said(plain[rest:end]) or p.until[-1:], {}))
    for match in _CHAIN.finditer(plain):
        if taken.find(1, *match.span()) < 0:
            found.append(Token(match.start(), match.end(), "place", levels_said(match[0]), {}))
            taken[match.start() : match.end()] = b"\1" * len(match[0])
    for match in _TOKEN.finditer(plain):
        if taken.find(1, *match.span()) < 0:
            kind = next(k for k in _KINDS if match[k])
            found.append(Token(match.start(), match.end(), kind, (), match.groupdict() | {"": match[0]}))
    return sorted(found, key=lambda t: t.start)
