"""Names that no registry has, made by the grammar of Chinese organisation names: place, function, suffix.

A model that only ever saw 市财政局 learns the word 财政; one that saw 市橙溪联储局 learns what a name looks like. Functions
are coined from pieces of real ones put together anew, places from characters that place names are made of.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.agencies.registry import registry

#: Last words of public bodies, with the weight they have in lists of responsible bodies.
SUFFIXES = {
    "局": 14, "委": 8, "委员会": 8, "办": 5, "办公室": 6, "厅": 5, "管理局": 6, "监管局": 2, "监督管理局": 3, "管理委员会": 3,
    "管委会": 4, "领导小组": 2, "联席会议": 1, "指挥部": 2, "总队": 2, "署": 2, "工作委员会": 1, "执法总队": 1,
    "领导小组办公室": 1, "委员会办公室": 1, "管理办公室": 2, "执法局": 1, "服务局": 1, "分局": 1, "总局": 3, "部": 6,
    "监督局": 1, "督察局": 1,
}  # fmt: skip
#: The levels a name may begin with; empty: nothing.
LEVELS = {
    "市": 26, "区": 10, "省": 10, "县": 7, "国家": 7, "州": 1, "本市": 2, "自治区": 2, "镇": 2, "各区": 2, "市、区": 2, "": 8,
}  # fmt: skip
#: What may stand there instead: the state's and the Party's bodies, and those whose branch or department is named.
HIGH = {
    "国务院": 5, "中央": 4, "全国": 3, "中国": 3, "中华人民共和国": 2, "中共中央": 2, "全国人大": 1, "全国人民代表大会": 1,
    "中央军委": 1,
}  # fmt: skip
_GOVERNMENTS = ("人民政府", "政府")
#: Organisations that are no public bodies (GUIDELINES.md): they stand where bodies do, and are to be left.
NOT_BODIES = (
    "有限公司", "集团公司", "股份有限公司", "公司", "协会", "行业协会", "学会", "研究院", "研究所", "大学", "医院", "服务中心",
    "事务中心", "基金会", "学校", "合作社", "联合会", "交易所", "银行", "居民委员会", "村民委员会", "业主委员会", "仲裁委员会",
    "评审委员会", "调解委员会", "专家委员会", "中心", "平台", "博物馆", "促进会", "商会", "事业部", "项目部", "俱乐部", "经营部",
)  # fmt: skip
_PLACE_CHARS = "安宁江阳山川河海湖州城平和兴昌泰福德清明远东西南北新龙凤玉金华庆丰永康乐石林泽溪浦港岭桥源台武文义仁"
_PLACE_KINDS = ("市", "区", "县", "省", "州", "镇", "新区", "街道", "开发区", "自治县")


@dataclass(frozen=True, slots=True)
class Coined:
    """A generated name; ``body``: whether it names a public body."""

    text: str
    body: bool = True


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether ``text`` has one of ``words``; 民政 is no word of 人民政府."""
    apart = text.replace("人民政府", "人民、政府") if "人民政府" in text else text
    return any(word in apart for word in words)


class Names:
    """Draws names. ``held_out`` are words that no drawn name may contain."""

    def __init__(self, rng: random.Random, held_out: Sequence[str] = ()) -> None:
        data = registry()
        self._rng = rng
        self._held_out = tuple(held_out)
        self._functions = [stem for stem in data.functions if len(stem) > 1 and not self._holds(stem)]
        pieces = {stem[at : at + 2] for stem in self._functions for at in range(0, len(stem) - 1, 2)}
        self._pieces = sorted(piece for piece in pieces if len(piece) == 2 and not set(piece) & set("和与及、"))
        self._places = sorted(name for name in data.place_codes if len(name) > 1)
        self._suffixes, self._levels, self._high = _Weighted(SUFFIXES), _Weighted(LEVELS), _Weighted(HIGH)

    def _holds(self, text: str) -> bool:
        return holds(text, self._held_out)

    def function(self) -> str:
        """A function: a known one, or one coined of two to four pieces of known ones."""
        draw = self._rng
        while True:
            if draw.random() < 0.2:
                found = draw.choice(self._functions)
            else:
                parts = [draw.choice(self._pieces) for _ in range(draw.choice((1, 2, 2, 2, 3)))]
                joined = len(parts) > 1 and draw.random() < 0.12
                found = "".join(parts[:-1]) + ("和" if joined else "") + parts[-1]
            if not self._holds(found):
                return found

    def place(self) -> str:
        """A place: a real one, or one that is on no map."""
        draw = self._rng
        if draw.random() < 0.4:
            return draw.choice(self._places)
        chars = "".join(draw.choice(_PLACE_CHARS) for _ in range(draw.choice((2, 2, 2, 3))))
        return chars + draw.choice(_PLACE_KINDS)

    def _before(self) -> str:
        """What a name begins with: a place, a level, a high body, or a ministry whose branch it is."""
        draw = self._rng
        kind = draw.random()
        if kind < 0.3:
            return self.place()
        if kind < 0.42:
            return self._high.draw(draw)
        if kind < 0.47:
            return draw.choice((self.place(), "市", "省", "区", "县")) + draw.choice(_GOVERNMENTS)
        if kind < 0.5:
            return self.function() + draw.choice(("部", "总局", "部")) + self.place().rstrip("市省")
        return self._levels.draw(draw)

    def name(self) -> Coined:
        """A public body's name."""
        draw = self._rng
        while True:
            before = self._before()
            suffix = self._suffixes.draw(draw)
            function = self.function()
            if suffix in ("委", "办", "厅", "署") and len(function) > 4:
                function = function[:4].rstrip("和")
            if not before and suffix in ("委", "办", "厅", "署"):
                continue
            if suffix in ("部", "总局", "督察局") and draw.random() < 0.7:
                # ministries and their like say no place
                before = ""
            text = before + function + suffix
            if not self._holds(text):
                return Coined(text)

    def no_body(self) -> Coined:
        """The name of an organisation that is no public body."""
        draw = self._rng
        while True:
            before = self.place() if draw.random() < 0.5 else draw.choice(("市", "省", "", "", "中国", "区"))
            text = before + self.function() + draw.choice(NOT_BODIES)
            if not self._holds(text):
                return Coined(text, body=False)


class _Weighted:
    def __init__(self, weights: dict[str, int]) -> None:
        self._items, self._weights = list(weights), list(weights.values())

    def draw(self, rng: random.Random) -> str:
        return rng.choices(self._items, self._weights)[0]
