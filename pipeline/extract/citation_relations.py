"""What a text does with what it cites: the constructions by which the relation of a citation is read.

``left`` and ``right`` are the words of the sentence before and after the citation, or the list of citations that it
stands in; other titles are blanked to 《》. First rule that fits decides; ``cites`` where none does.
"""

from __future__ import annotations

import re

from pipeline.extract.types import Relation

_BY = "(?:[^，。；：《》（）]{0,20})"  # an issuer or an adverb between the verb and the title

_REPEALED = re.compile(
    "^(?:（[^（）]{0,40}）)?[等]?[^，。；《》]{0,12}?(?:，)?(?:即|即行|自行|自动|同时|一并|相应|随之|予以|自[^，。；]{2,24}?起|现予|均|现已|已|宣布|不再)*"
    "(?:废止|失效|停止执行|停止施行|终止执行|不再执行|停止使用)"
)
_REPEALS = re.compile(f"(?:废止|宣布失效|停止执行|撤销)(?:了)?{_BY}$")
_AMENDS = re.compile("(?:修改|修订|修正|延长|调整|完善|补充)(?:了|和废止|、废止|后的)?$")
_AMENDED = re.compile(
    "^(?:（[^（）]{0,40}）)?(?:作|做|作出|做出|进行)(?:了)?(?:如下|以下|出)?(?:修改|修订|修正|补充|调整)|^(?:部分|有关|个别|若干)?(?:条款|条文|内容|规定)?(?:作如下修改|予以修改|修改如下)"
    "|^(?:（[^（）]{0,40}）)?有效期|^(?:需|拟)?(?:继续|延续|延期)(?:施行|实施|执行|有效)?[^。]{0,20}有效期|^[^，。；]{0,3}(?:修改为|改为|修改成|删去|增加[^，。；]{0,8}[条款项]|中的?“[^”]*”(?:、“[^”]*”)*均?(?:修改为|改为|改成|删|[之前后]*增加))"
)
_DELETE = re.compile("(?:删去|删除|废除)原?$")
_EDIT_LEFT = re.compile("(?:将|把|修改|在|对)原?$")
_EDIT_RIGHT = re.compile(
    "^[^。；]{0,60}?(?:修改为|改为|删去|删除|修改成|调整为|移至|合并为|增加[“一二三四五六七八九十]|增加一?[条款项])"
)
_NEW = re.compile(
    "^(?:，)?(?:增加|新增)[一二三四五六七八九十]+[条款项]，?作为$|(?:增加|新增)[一二三四五六七八九十]+[条款项]，作为$|改为$"
)
_FORWARDS = re.compile(f"(?:转发|批转){_BY}$")
_FORWARDED = re.compile(
    "^(?:（[^（）]{0,40}）)?(?:转发|批转)(?:给|你)|^予以转发|^(?:（[^（）]{0,40}）)?，?[^。；《》]{0,60}，现(?:予以|予)?(?:转发|批转)"
)
_ISSUES = re.compile(f"(?:印发|颁发|下发|发布|公布|颁布|现将){_BY}$")
# 国务院印发的《…》 tells where the cited text is from
_ISSUED_BY = re.compile("(?:印发|颁发|下发|发布|公布|颁布)的$")
_ISSUED = re.compile(
    "^(?:（[^（）]{0,40}）)?(?:印发|下发|发给|公布|发布|颁发)(?:给|你|如下|，|。|施行|实施)|^予以(?:印发|公布|发布)"
    "|^(?:（[^（）]{0,40}）)?(?:已于|已经|业经)[^。；《》]{0,50}通过"
    "|^(?:（[^（）]{0,40}）)?，?[^。；《》]{0,60}，现(?:予以|将其|一并|予)?(?:印发|公布|发布|颁布|下发)"
)
_INTERPRETS = re.compile("(?:解读|关于|关于解释|关于适用)$")
_INTERPRETED = re.compile(
    "^(?:的)?(?:政策)?(?:解读|图解|问答|起草说明|说明|亮点速览|政策问答|一图读懂)|^(?:的解释|若干问题的解释)"
)
_FOUNDED = re.compile(f"(?:根据|依据|依照|按照|遵照|参照){_BY}$")
# 根据《…》 at the head of a sentence; 由公安机关根据《…》处罚 inside one applies it
_OPENS = re.compile(f"^(?:根据|依据){_BY}$")
_DRAWN_UP = re.compile(
    "制定|制订|结合[^，。；]{0,14}实际|现就|现将|现提出|提出[^，。；]{0,6}意见|特?作出[^，。；]{0,4}决定|决定|通知如下|修订了?本|经研究|编制|出台|颁布本"
)
_CARRIES_OUT = re.compile("(?:贯彻落实|贯彻实施|贯彻|落实|组织实施|推进落实)(?:好|了)?[^，。；：《》（）的]{0,16}$")
# 2021年7月，国务院办公厅印发《…》: what another text did, told with its day
_TOLD = re.compile(r"\d{4}年(?!.*(?:现将|决定))")
# the end of a document's own title: 关于修改《…》等四件规章的决定
_TITLE_ENDS = re.compile(
    "^(?:（[^（）]{0,40}）)?(?:等[^，。；]{0,24})?的?(?:决定|决议|通知|通告|公告|命令|函|批复|请示|议案)(?!修)"
)
_MEASURES = re.compile("^的?(?:办法|细则|实施细则|若干规定|规定|条例|若干意见|意见|方案|若干办法)")
# 关于延长《…》有效期的通知, 《…》有效期延长至…: a change of its term
_EXTENDED = re.compile("^(?:（[^（）]{0,40}）)?(?:的)?有效期(?:限)?(?:的|延|至|自)|^[^。；]{0,24}有效期(?:延长|顺延)")
_HISTORY = re.compile(
    "^(?:（[^（）]{0,40}）)?(?:等[^，。；《》]{0,24})?(?:的?决定》?)?(?:第[一二三四五六七八九十\\d]+次)?(?:予以)?(?:修正|修改|修订)"
)


def relation_of(left: str, right: str, sentence_right: str, *, provision: bool, named: bool) -> Relation:
    """The relation of one citation.

    ``left`` ends where the citation, or the list it stands in, begins; ``right`` begins after it or that list;
    ``sentence_right`` is the rest of the sentence. ``provision``: a provision is cited and no whole text;
    ``named``: the text that it is of is named.
    """
    near = left[-40:]
    ends = "止" in right or "失效" in right or "不再" in right  # else no pattern need be tried
    if (ends and _REPEALED.match(right)) or _REPEALS.search(near):
        return "repeals"
    if provision:
        edited = _NEW.search(near) or _DELETE.search(near) or (_EDIT_LEFT.search(near) and _EDIT_RIGHT.match(right))
        if edited or _AMENDED.match(right):
            return "amends"
        return _founded(left, near, sentence_right) if named else "cites"
    if _TOLD.search(left) or _HISTORY.match(sentence_right):
        return _founded(left, near, sentence_right)
    if (near.endswith(("对", "将")) and _AMENDED.match(right)) or _EXTENDED.match(right):
        return "amends"
    said = near.endswith(("的", "所"))
    if _FORWARDED.match(right) or (_FORWARDS.search(near) and (not said or _TITLE_ENDS.match(right))):
        return "forwards"
    if _ISSUED.match(right):
        return "issues"
    if _AMENDS.search(near) and (_TITLE_ENDS.match(right) or "决定" in left):
        return "amends"
    if _ISSUES.search(near) and not _ISSUED_BY.search(near) and _TITLE_ENDS.match(right):
        return "issues"
    if (_INTERPRETED.match(right) and (not near or _INTERPRETS.search(near))) or near.endswith("解读"):
        return "interprets"
    if near.endswith(("实施", "贯彻", "执行")) and _MEASURES.match(right):
        return "implements"
    return _founded(left, near, sentence_right)


def _founded(left: str, near: str, sentence_right: str) -> Relation:
    """Whether the text carries out, or is drawn up on, what it cites; 根据…《决定》修正 in a history note is neither."""
    if _HISTORY.match(sentence_right):
        return "cites"
    if _CARRIES_OUT.search(near):
        return "implements"
    if _FOUNDED.search(near) and (_DRAWN_UP.search(sentence_right[:160]) or _OPENS.match(left)):
        return "implements"
    return "cites"
