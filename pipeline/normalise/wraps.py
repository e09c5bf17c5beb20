"""Hard wraps undone: printed lines joined to paragraphs.

A sentence's end alone decides nothing. What does: whether the line fills the measure of its column, whether the next one
is indented or opens with a number, whether the sentence is finished. Where the layout has lost all of these the join is
marked doubtful.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from pipeline.common.text import CleanText
from pipeline.normalise.numbering import Mark, read_mark
from pipeline.normalise.punctuation import HAN
from pipeline.normalise.types import Line, Paragraph

_STOP = re.compile(r"[。！？；：…][”’」』）》〉\]]*$|[。！？][）】]$")
_CLOSED = re.compile(r"[。！？；：][”’」』）】》]*$|）$")
#: Words after which no Chinese sentence, heading or title ends.
_OPEN_END = re.compile(
    r"[，、（《“‘〈〔]$|(?<!目)的$|(?<![总缓饱平])和$|(?<!参)与$|(?<![普涉])及$|或$|(?:根据|按照|或者|并且|对于|包括|其中)$"
)
_SENTENCE = re.compile(r"[。；，！？]")
_FULL_SENTENCE = re.compile(r"[。；！？]")
_HAN = re.compile(f"[{HAN}]")
#: Lines that stand by themselves, whatever their length.
_ALONE = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十]+)?[ ]?（[^（）]*）$"  # 第五条（认定条件）
    r"|(?:附件|附表|附录|附)[ ]?[\d一二三四五六七八九十]*[：:]?$"
    r"|(?:\d{4}|[二〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
    r"|.{0,60}[〔\[（]\d{4}[〕\]）]\d+号$"
    r"|(?:各|有关)[^。；《]{1,100}(?:局|单位|政府|部门|委|办|厅|机构|公司)：$"  # an addressee
    r"|.*[.…·]{6,}[ ]?\d{0,4}$"  # a contents entry
)
_TITLE_END = re.compile(
    r"(?:通知|意见|决定|办法|规定|规则|细则|条例|方案|措施|计划|规划|纲要|公告|通告|公报|批复|函|令|解读|目录|要点|指南|章程|准则|标准"
    r"|若干政策|政策|政策措施|制度|要求|说明|请示|报告|纪要|决议|命令|法)(?:（[^（）]{1,20}）)?》?$"
)
_NAME_END = re.compile(r"(?:政府|办公厅|办公室|委员会|局|部|厅|院|委|会|署|行|中心|法院|检察院)$")
#: the note that names who is responsible, at a paragraph's end
_DUTY = re.compile(r"（(?:责任|牵头|配合)(?:单位|部门)：")
_LABEL = re.compile(r"[《“]?[^，。；]{2,40}$")
_GLUED_TITLE = re.compile(r"(?:^|[。；）])[^。；]{0,24}(?:关于|印发|转发)[^。；]{4,120}$")
_PROSE_LENGTH = 40
_LONGEST_HEADING = 60
_WINDOW = 25
_LEAST_MEASURE, _MOST_MEASURE = 18.0, 62.0


@dataclass(slots=True)
class _State:
    """The paragraph being put together."""

    lines: list[Line]
    mark: Mark | None
    doubt: str | None = None

    @property
    def last(self) -> Line:
        return self.lines[-1]


def _measures(lines: list[Line]) -> list[float | None]:
    """For each line the measure of the column it stands in: the least width at or above its own that lines near it keep to.

    A measure is a width that at least three lines near by share and break off at in mid-sentence. None: not wrapped.
    """
    breaks: list[tuple[int, float]] = []
    for i, line in enumerate(lines):
        mark = read_mark(line.text)
        heading = mark is not None and not _SENTENCE.search(line.text)
        if (
            not heading
            and not _STOP.search(line.text)
            and _LEAST_MEASURE <= line.width <= _MOST_MEASURE
            and not _TITLE_END.search(line.text)
        ):
            breaks.append((i, line.width + min(line.indent, 2.0)))
    at = [i for i, _ in breaks]
    out: list[float | None] = []
    for i, line in enumerate(lines):
        near = sorted(w for _, w in breaks[bisect_left(at, i - _WINDOW) : bisect_left(at, i + _WINDOW + 1)])
        measure = _measure_of(line.width, near)
        if measure is not None:
            # where most lines near by run on past it, nothing is wrapped at it
            window = lines[max(0, i - _WINDOW) : i + _WINDOW + 1]
            if 2 * sum(1 for x in window if x.width > measure + 3) > len(window):
                measure = None
        out.append(measure)
    return out


def _measure_of(width: float, near: list[float]) -> float | None:
    """The least shared width in ``near`` (sorted) that a line of ``width`` fits into."""
    k = 0
    while k < len(near):
        j = k
        while j + 1 < len(near) and near[j + 1] - near[k] <= 1.6:
            j += 1
        # the widest group within reach: first lines are two em shorter than the measure
        top = near[j]
        if j - k + 1 >= 3 and top >= width - 0.6:
            higher = [w for w in near if top < w <= top + 2.6]
            if len(higher) >= 3:
                k += 1
                continue
            members = sum(1 for w in near if top - 3.6 <= w <= top + 0.6)
            return top if members >= 4 else None
        k += 1
    return None


def _is_name(text: str) -> bool:
    """Whether a line may be a body's name: a signature or a letterhead."""
    return bool(_NAME_END.search(text)) and not _SENTENCE.search(text)


def _is_heading(line: Line, mark: Mark | None) -> bool:
    """A numbered line without a sentence's end in it (a heading may have commas)."""
    return mark is not None and len(line.text) <= _LONGEST_HEADING and not _FULL_SENTENCE.search(line.text, mark.end)


def _unfinished(text: str) -> bool:
    """Whether the words cannot end here: an open bracket, or a word that wants another."""
    if _OPEN_END.search(text):
        return True
    return (
        text.count("（") > text.count("）") or text.count("《") > text.count("》") or text.count("“") > text.count("”")
    )


class _Joiner:
    """Walks the lines once and decides at each whether it goes on with the paragraph before it."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.measures = _measures(lines)
        self.style: dict[str, bool] = {}  # kind of number -> whether its last paragraph ended as a sentence
        self.after_colon = False  # whether the paragraph being read is in a list that a colon opened

    def goes_on(self, state: _State, i: int) -> tuple[bool, str | None]:
        """Whether line ``i`` continues ``state``'s paragraph, and why that is doubtful."""
        last, line = state.last, self.lines[i]
        text, said = line.text, last.text
        whole = "".join(x.text for x in state.lines[-3:]) if len(state.lines) > 1 else said
        if line.heading or last.heading or _ALONE.match(whole):
            return False, None
        if not (_HAN.search(said) and _HAN.search(text)):
            return False, None  # a bilingual contents page; foreign lines are kept as they stand
        mark = read_mark(text)
        open_number = _cut_number(said, text)
        if (
            _opens(mark, text)
            and not open_number
            and not (_unfinished(whole) and mark is not None and mark.kind in ("three", "four"))
        ):
            return False, None
        if _ALONE.match(text) and not _unfinished(said):
            return False, None
        if line.indent >= 1.5 and last.indent < line.indent - 0.9:
            return False, None
        if line.indent >= 1.5 and _CLOSED.search(said):
            return False, None
        measure = self.measures[i - 1]
        if measure is not None:
            return self._wrapped(state, i, measure)
        return self._unwrapped(state, i), None

    def _wrapped(self, state: _State, i: int, measure: float) -> tuple[bool, str | None]:
        last, line = state.last, self.lines[i]
        reach = _reach(state)
        full = reach >= measure - 2.2 or (last.spread and reach >= measure * 0.6)
        if not _STOP.search(last.text):
            if state.mark is not None and not any(re.search(r"[。；！？]", x.text) for x in state.lines):
                return self._number_goes_on(state, i, measure, full), None
            if _unfinished(last.text):
                return True, None
            if (
                _TITLE_END.search(last.text)
                and reach < measure - 0.6
                and not any(_SENTENCE.search(x.text) for x in state.lines)
            ):
                return False, None
            # a column may break early; what stands by itself there is a title, a signature or a closing note
            return full or (reach >= measure * 0.75 and not last.text.endswith("）") and not _is_name(last.text)), None
        if not full or line.indent >= 1.5:
            return False, None
        # a full line that ends a sentence: the next line's own width tells, for a first line is two em short
        if line.width > measure - 1.5:
            return True, None
        if last.text.endswith("："):
            return False, None
        after = self.lines[i + 1] if i + 1 < len(self.lines) else None
        runs_on = after is not None and not _opens(read_mark(after.text), after.text) and not _STOP.search(line.text)
        if runs_on and measure - 3.2 <= line.width and not line.spread and not last.text.endswith("；"):
            return False, None
        return True, None if last.text.endswith(
            "；"
        ) else "a full line ends a sentence and the next is short: one paragraph or two"

    def _number_goes_on(self, state: _State, i: int, measure: float, full: bool) -> bool:
        """Whether a numbered line without a sentence's end goes on, as an item does, or is a heading by itself."""
        last, line, mark = state.last, self.lines[i], state.mark
        if _unfinished(last.text) or last.spread:
            return True
        if mark is None or mark.kind == "article":
            return full or _reach(state) >= measure * 0.65
        if mark.kind in ("part", "subpart", "chapter", "section") or not full:
            return False
        if self.after_colon or (mark.value > 1 and self.style.get(mark.kind, False)):
            return True
        body = measure - 4.2 <= line.width <= measure - 1.5 and not _STOP.search(line.text)
        return not body

    def _unwrapped(self, state: _State, i: int) -> bool:
        last, line = state.last, self.lines[i]
        said = last.text
        if _STOP.search(said) or (said.endswith("）") and not _unfinished(said)):
            # a 责任单位 note cut off from its paragraph by a column's end
            return bool(state.mark and line.blank and said.endswith("。") and _DUTY.match(line.text))
        if _unfinished(said):
            return True
        # a title may be glued to a paragraph's end; the next line then often repeats it
        if (_TITLE_END.search(said) and not _SENTENCE.search(said)) or _glued_title(said) or said.endswith(line.text):
            return False
        if len(state.lines) == 1 and _is_heading(last, state.mark):
            # items of one list end alike: after 4. …信息； a 5. without its ； goes on in the next line
            kind, value = (state.mark.kind, state.mark.value) if state.mark else ("", 0)
            return self.style.get(kind, False) and value > 1 and bool(_STOP.search(line.text))
        prose = len(state.lines) > 1 or bool(_SENTENCE.search(said)) or last.width > _PROSE_LENGTH
        return prose and (bool(_STOP.search(line.text)) or not _LABEL.match(line.text))

    def close(self, state: _State) -> None:
        """Remember how a paragraph ended: items of one list end alike."""
        ended = state.last.text
        if state.mark is not None:
            self.style[state.mark.kind] = ended.endswith(("；", "。"))
        self.after_colon = ended.endswith("：") or (
            self.after_colon and state.mark is not None and ended.endswith("；")
        )


def _reach(state: _State) -> float:
    """How far into its column the last line reaches: a first line whose indent is lost counts two em more."""
    last = state.last
    if len(state.lines) == 1 and last.indent < 1.5:
        return last.width + 2
    return last.width + min(last.indent, 2.0)


def _cut_number(said: str, text: str) -> bool:
    """Whether a line break cut a number or a reference in two: 第 | 二十九条、 or 2024年1 | 2月."""
    return bool(
        re.search(r"第[一二三四五六七八九十百]*$|[\d一二三四五六七八九十]$", said)
        and re.match(r"[\d一二三四五六七八九十百]*[条款项号年月日%、]", text)
    )


def _opens(mark: Mark | None, text: str) -> bool:
    """Whether a line's number opens a provision there."""
    return mark is not None and mark.kind != "circled" and len(text) > mark.end - 1


def _glued_title(text: str) -> bool:
    """Whether a whole title stands glued to a paragraph's end."""
    return bool(_GLUED_TITLE.search(text) and _TITLE_END.search(text)) and not _unfinished(text)


def _interrupted(state: _State) -> bool:
    """Whether the paragraph is running text that has not come to its end."""
    text = state.last.text
    running = bool(_SENTENCE.search(text)) or state.last.width >= 28 or len(state.lines) > 1
    return running and not _STOP.search(text) and not _is_heading(state.last, state.mark)


def _floats(lines: list[Line], i: int) -> int:
    """How many display lines at ``i`` float at a page's foot inside a paragraph that goes on after the page's end."""
    n = 0
    while n < 5 and i + n < len(lines) and not lines[i + n].after_page:
        line = lines[i + n]
        if _SENTENCE.search(line.text) or read_mark(line.text) or len(line.text) > 60:
            return 0
        n += 1
    if not n or i + n >= len(lines):
        return 0
    resumed = lines[i + n]
    if not _TITLE_END.search("".join(x.text for x in lines[i : i + n])):
        return 0
    if not resumed.after_page or _opens(read_mark(resumed.text), resumed.text):
        return 0
    return n


def _paragraph(state: _State) -> Paragraph:
    first = state.lines[0]
    pieces: list[CleanText] = []
    for k, line in enumerate(state.lines):
        if k and re.search(r"[A-Za-z]$", state.lines[k - 1].text) and re.match(r"[A-Za-z]", line.text):
            pieces.append(CleanText(" ", line.clean.starts[:1], line.clean.starts[:1]))
        pieces.append(line.clean)
    return Paragraph(
        clean=CleanText.join(pieces, separator=""),
        indent=first.indent,
        blank=first.blank,
        strong=all(x.strong for x in state.lines),
        heading=first.heading,
        after_page=first.after_page,
        lines=len(state.lines),
        width=state.last.width,
        doubt=state.doubt,
    )


def join_wraps(lines: list[Line]) -> list[Paragraph]:
    """Lines (furniture out) to paragraphs in reading order.

    Display lines that page layout set inside a paragraph (a title at the foot of the page) come before it.
    """
    joiner = _Joiner(lines)
    out: list[Paragraph] = []
    state: _State | None = None
    i = 0
    while i < len(lines):
        line = lines[i]
        if state is not None:
            n = _floats(lines, i) if _interrupted(state) else 0
            if n:
                out.extend(replace(_paragraph(_State([x], None)), floated=True) for x in lines[i : i + n])
                state.lines.append(lines[i + n])
                i += n + 1
                continue
            on, doubt = joiner.goes_on(state, i)
            if on:
                state.lines.append(line)
                state.doubt = state.doubt or doubt
                i += 1
                continue
            joiner.close(state)
            out.append(_paragraph(state))
        state = _State([line], read_mark(line.text))
        i += 1
    if state is not None:
        out.append(_paragraph(state))
    return out
