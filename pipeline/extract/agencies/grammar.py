"""The grammar of agency names, as one pattern over reversed text.

In reading order a name is ``[jurisdiction] [owner] [functions] head``: ``省、自治区、直辖市 人民政府 教育 行政 部门``. Every
form shares the jurisdiction and the functions, so their large lists are in the pattern once. See ``backwards`` for the
direction. County names are not in the pattern (they would double the time to compile it): ``linking`` finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.extract.agencies.backwards import alt, last_words, named, not_after, opt, seq, words
from pipeline.extract.agencies.linking import core_name
from pipeline.extract.agencies.registry import Registry, registry

# The forms a name may have; a group of the pattern each, tried in this order.
PLAIN = ("name", "branch", "congress", "court", "party", "fixed", "gov", "open")
FUNCTIONAL = ("dept", "agency", "committee", "bureau")

FREQUENT = (
    "dept", "gov", "court", "name", "agency", "congress", "committee", "bureau", "branch", "open", "fixed", "party",
)  # fmt: skip

HANZI = "[\u4e00-\u9fff]"
# What the last character of a name must not be glued to: 局部, 委托, 办理, 部门, 法律.
NOT_NEXT = {
    "委": "托员派任婉屈内常",
    "局": "部面限势域促长麻所数",
    "厅": "堂室局长",
    "办": "理法事公学案结证件税企医园展实讲完成好刊校社",
    "部": "门分件位署队属长级落下委首",
    "署": "名",
    "院": "长校系士",
    "会": "议员商谈计场展费长同",
    "关": "键系于联注闭心节",
    "府": "采购性",
    "行": "政为",
    "组": "织成",
    "法": "律规",
    "室": "内外",
    "司": "法机长",
    "处": "罚理分置于在以方长级",
}  # fmt: skip


# but 管委会|同意 is not 会同, 办事处|以及 not 处以, 金融委|任免 not 委任
NEXT_ALL_THE_SAME = {"会": "同意", "处": "以及", "委": "任免"}


@dataclass(frozen=True, slots=True)
class Grammar:
    """The pattern and the number of each of its groups; ``ends`` finds where it may match, by up to three characters."""

    ends: re.Pattern[str]
    pattern: re.Pattern[str]
    heads: tuple[tuple[int, str], ...]
    functions: int
    owner: int
    jurisdiction: int


class _Forms:
    """The forms of a name; ``ends`` collects how they end: their last three characters, fewer of shorter ones."""

    def __init__(self, data: Registry) -> None:
        self.data = data
        self.text = data.words
        self.ends: set[str] = set()

    def end(self, items: Iterable[str]) -> str:
        found = list(items)
        self.ends.update(item[-3:] for item in found)
        return last_words(found, NOT_NEXT, NEXT_ALL_THE_SAME)

    def branch(self) -> str:
        """A national body's branch or internal organ: 国家税务总局上海市税务局, 国家知识产权局运用促进司."""
        national = [name for name in self.data.by_name if name[-1] in "部局会署院行室"]
        national += self.text["branch_owners"]
        # 最高人民法院|国家文物局: another national body
        # 水利委员会商市…委员会: one that is asked by another
        inner = f"(?!家国|[市省区县国]商|[{self.text['not_in_branches']}]){HANZI}"
        heads = self.text["branches"]
        far = [head for head in heads if len(head) > 1]
        # 知识产权局|局机关: an organ of one character has a name
        organ = seq(words(national), f"(?:{inner}){{1,12}}?", "(?!公)", self.end(set(heads) - set(far)))
        branch = alt(seq(words(national), f"(?:{inner}){{0,12}}?", "(?!公)", self.end(far)), organ)
        # 国家发展改革委办公厅; the State Council's own is a name
        ministries = [
            name
            for name, found in self.data.by_name.items()
            if name[-1] in "部局署会委" and found[0].level == "national"
        ]
        return alt(branch, seq(words(ministries), self.end(["办公厅", "综合司"])))

    def congress(self) -> str:
        heads = ["人民代表大会常务委员会", "人民代表大会常委会", "人民代表大会", "人大常委会", "人大"]
        return seq(f"(?:届{HANZI}{{1,3}}第)?", self.end(heads))

    def court(self) -> str:
        courts = self.text["courts"]
        before = words([*courts["kinds"], *courts["stages"]])
        return seq(f"(?:{before}){{0,4}}", self.end(courts["heads"]))

    def party(self) -> str:
        party = self.text["party"]
        local = self.end(["委", *("委" + organ for organ in party["organs"])])
        whole = self.end([*party["committees"], *("党委" + organ for organ in party["organs"])])
        # 市委, 省委宣传部: a level stands right before 委
        return alt(seq("(?=[省市县区州盟旗])", local), whole)

    def opens(self) -> str:
        """A body with a name of its own; what ends in 监督管理委员会 is called by its function."""
        heads = [form for head in self.text["open_heads"] for form in (head, head + "办公室")]
        managed = [head for head in heads if head.startswith("管理")]
        return alt(seq(not_after(["监督"]), self.end(managed)), self.end(head for head in heads if head not in managed))

    def bureau(self) -> str:
        # what is function and organ word is read as such, so that 大数据局 is not cut to 数据局
        local = [name for name in self.data.local_names if core_name(name, self.data) is None]
        short = {name for name in self.data.whole if len(name) == 2}
        longer = self.end([*(self.data.whole.keys() - short), *local])
        return alt(longer, self.short_bureaus(sorted(short)), self.end(self.text["bureaus"]))

    def short_bureaus(self, names: Iterable[str]) -> str:
        """教委, not where it is the tail of another function (民族宗教委)."""
        by_organ: dict[str, list[str]] = {}
        for name in names:
            stem, organ = name[0], name[1]
            tails = {other[-2] for other in self.data.functions if len(other) > 1 and other[-1] == stem}
            by_organ.setdefault(organ, []).append(stem + (f"(?![{''.join(sorted(tails))}])" if tails else ""))
        return alt(*(f"{organ}(?<![{NOT_NEXT[organ]}]{organ}){alt(*stems)}" for organ, stems in by_organ.items()))

    def agency(self) -> str:
        return seq(not_after(self.text["agencies_not_after"]), self.end(self.text["agencies"]))


def _jurisdiction(data: Registry, joins: str) -> str:
    units = data.words["units"]
    small = [*units["single"], *units["plain"]]
    known = [
        name for name, codes in data.place_codes.items() if any(data.places[code].level != "county" for code in codes)
    ]
    element = words([*small, *units["grade"], *units["own"], *units["whole"], *known])
    inside = words([*small, "地", "师"])
    # 市（地、州、盟）, 市（含定州、辛集市）
    bracket = alt(f"级?[）〕]{inside}(?:{joins}{inside})*[（〔]", "）[\u4e00-\u9fff、]{1,14}?含（")
    piece = alt(bracket, element)
    return f"的?(?P<jurisdiction>(?!{joins})(?:{joins}?{piece})+)"


def _pattern(data: Registry) -> tuple[set[str], str]:
    forms = _Forms(data)
    joins = words(data.words["joins"])
    function = words([*data.functions, *data.words["modifiers"], *data.words["organs"]])
    plain = alt(
        named("name", forms.end(data.by_name)),
        named("branch", forms.branch()),
        named("congress", forms.congress()),
        named("court", forms.court()),
        named("party", forms.party()),
        named("fixed", forms.end(data.words["fixed"])),
        named("gov", forms.end(["人民政府", "政府"])),
        named("open", forms.opens()),
    )
    functional = alt(
        named("dept", forms.end(["部门", "机关"])),
        named("agency", forms.agency()),
        named("committee", forms.end(data.words["committees"])),
        named("bureau", forms.bureau()),
    )
    functions = f"(?P<functions>(?!{joins})(?:(?:等|{joins})?{function})+)"
    owner = f"的?(?P<owner>{words(data.words['owners'])})"
    shape = alt(plain, functional + opt(functions) + opt(owner))
    return forms.ends, shape + opt(_jurisdiction(data, joins))


def _ends(ends: Iterable[str]) -> str:
    """Where one of ``ends`` stands, by its last character and a look at those before it."""
    before: dict[str, set[str]] = {}
    for end in ends:
        before.setdefault(end[-1], set()).add(end[:-1])
    return "|".join(char if "" in rest else f"{char}(?={words(rest)})" for char, rest in sorted(before.items()))


@cache
def grammar() -> Grammar:
    """The compiled grammar, made once."""
    ends, shape = _pattern(registry())
    pattern = re.compile(shape)
    index = pattern.groupindex
    return Grammar(
        re.compile(_ends(ends)),
        pattern,
        # the frequent ones first: only one of them has matched
        tuple((index[head], head) for head in sorted((*PLAIN, *FUNCTIONAL), key=FREQUENT.index)),
        index["functions"],
        index["owner"],
        index["jurisdiction"],
    )
