"""Word lists of the registry in the shape that the checks of names use them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.agencies.registry import registry


@dataclass(frozen=True, slots=True)
class Filters:
    """Word lists of the registry as sets and patterns."""

    titles: re.Pattern[str]
    title_first: frozenset[str]  # the characters that ``titles`` begin with
    delegates: re.Pattern[str]
    delegate_first: frozenset[str]
    named_agencies: tuple[str, ...]
    labels: frozenset[str]
    only_with_owner: frozenset[str]
    not_functions: frozenset[str]
    vague: frozenset[str]
    not_first: re.Pattern[str]
    left: frozenset[str]
    foreign: tuple[str, ...]
    no_committees: tuple[str, ...]
    verbs: re.Pattern[str]
    verbs_keep: frozenset[str]
    known: frozenset[str]
    conjunctions: re.Pattern[str]
    modifiers: frozenset[str]
    actors: re.Pattern[str]
    customs: re.Pattern[str]


JOIN = re.compile("以及|或者|[、和与及或]")


@cache
def filters() -> Filters:
    """The filters, made once from the registry's words."""
    text = registry().words
    modifiers = set(text["modifiers"])
    return Filters(
        titles=re.compile("|".join(sorted(text["titles_after"], key=len, reverse=True))),
        title_first=frozenset(title[0] for title in text["titles_after"]),
        delegates=re.compile("|".join(text["delegates_after"])),
        delegate_first=frozenset(word[0] for word in text["delegates_after"]),
        named_agencies=tuple(text["agencies_named"]),
        labels=frozenset(text["labels"]),
        only_with_owner=frozenset(text["agencies_vague"]),
        not_functions=frozenset(modifiers | set(text["organs"])) - set(registry().functions),
        vague=frozenset(text["jurisdictions_vague"]),
        not_first=re.compile(f"(?:{'|'.join(text['units']['not_first'])}|[、和与及或的])+"),
        left=frozenset(text["left_words"]),
        foreign=tuple(text["foreign"]),
        no_committees=tuple(text["no_committees"]),
        verbs=re.compile("|".join(sorted(text["verbs"], key=len, reverse=True))),
        verbs_keep=frozenset(text["verbs_keep"]),
        known=frozenset(modifiers | set(text["organs"]) | set(registry().functions)),
        conjunctions=re.compile(
            "|".join(sorted((stem for stem in registry().functions if JOIN.search(stem)), key=len, reverse=True))
        ),
        modifiers=frozenset(modifiers),
        # starts with the one character that all have, so that the search for it is fast
        actors=re.compile(
            "各(?:(?<=[、：:（和及与，。；\\n]各)|(?<=(?:鼓励|支持)各)|(?<![\\s\\S]各))"
            f"(?:{'|'.join(sorted((word[1:] for word in text['actors']), key=len, reverse=True))})"
            "(?=[、，。；）)和及与按要应]|负责|配合|落实|牵头|$)",
            re.MULTILINE,
        ),
        # 海关 is also the first word of much that is no body (海关监管区, 海关手续)
        customs=re.compile(
            "海关(?:(?<![\u4e00-\u9fff]海关)|(?<=[由向经报与和及或同给对请受为被当]海关))"
            "(?=[、，。；）]|应当|可以|有权|依法|依照|按照|对|予以|责令|不予|会同|等|和|或者|根据|在|认为|凭|要|申报|报告|备案|批准|提出|办理|缴纳|代征|征收|监管的|查验|扣留|放行)"
        ),
    )


_CENTRE = re.compile(
    "(?:药品|食品|医疗器械|出入境|不动产|网络|大数据|机关|后勤|政务|审评|检查|查验|监测|检验|检测|培训|服务|信息|技术|事务|指挥"
    "|宣传|研究|评价|评审|认证|登记|交易|档案|会计|结算|考试|鉴定|人才|财政|资金|支付|采购|教育|安全){1,4}中心(?![城任工区])"
)
_CENTRE_FIRST = frozenset("药食医出不网大机后政审检查监培服信技事指宣研评认登交档会结考鉴人财资支采教安")


def names_centre(text: str, end: int) -> bool:
    """Whether a body that ends at ``end`` stands in another organisation's name, which is none: 省药监局|审评中心."""
    return text[end : end + 1] in _CENTRE_FIRST and _CENTRE.match(text, end) is not None
