"""Hard wraps: whether a printed line goes on with the paragraph before it.

A sentence's end alone decides nothing. What does: whether the line fills the measure of its column, whether the next one
is indented or opens with a number, whether the sentence is finished. Where the layout has lost all of these the join is
marked doubtful.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.columns import Column, columns, needs
from pipeline.normalise.endings import (
    SENTENCE,
    STOPS,
    closes_with_note,
    ends_sentence,
    ends_title,
    is_name,
    stands_alone,
    unfinished,
)
from pipeline.normalise.numbering import Mark, read_each, read_marks
from pipeline.normalise.punctuation import HAN
from pipeline.normalise.stops import Place, begins_paragraph
from pipeline.normalise.types import Line

_CLOSED = re.compile(r"[。！？；：][”’」』）】》]*$|）$")
#: the note of promulgation that stands under a title
_NOTED = re.compile(r"[（(]\d{4}年")
#: one statement of a history note and the next: 2001年…第一次修正 | 根据2013年…
_ENACTED = re.compile(r"(?:通过|批准|修正|修订|公布|发布|施行)$")
_DATED = re.compile(r"(?:根据)?\d{4}年\d{1,2}月\d{1,2}日[ \u4e00-\u9fff]")
#: a statement of a history note, set off from its day as running text is not
_STATEMENT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日 ")
_CONTAINERS = ("part", "subpart", "chapter", "section")
_NAMED = ("article", "part", "subpart", "chapter", "section")
_FULL_SENTENCE = re.compile(r"[。；！？]")
_HAN = re.compile(f"[{HAN}]")
#: the note that names who is responsible, at a paragraph's end
_DUTY = re.compile(r"（(?:责任|牵头|配合)(?:单位|部门)：")
#: lines of a page's foot, which no sentence goes on with
_SITE = re.compile(
    r"(?:发布(?:日期|时间|机构|机关|单位)|发文(?:机关|机构|单位|日期|字号)|(?:成文|生成|印发|公布|公开|失效|生效)(?:日期|时间)|索引号"
    r"|(?:主题|信息|组配|体裁)分类|主题词|关键词|有效性|是否有效|效力状态|公开(?:方式|范围|形式|类别)|当前位置|您?的?位置|浏览次数|浏览量|字号"
    r"|信息来源|标题|名称|文号)[：:]"
    r"|(?:索引号|发布机构|发文机关|组配分类|主题分类|信息分类|发文字号|文号|名称)[ ](?=\S)|(?:索引号|发文日期|生成日期|成文日期)[ ]?\d|首页[ ]?[>＞]|【字[号体]"
    r"|扫一扫|【打印|\[打印|打印本页|版权所有|主办单位?：|分享到|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]ICP备"
)
#: who is responsible, without brackets and full stop, and the closing paragraph after the last such note
_DUTIES = re.compile(r"。(?:责任|牵头|配合)(?:单位|部门)：[^。]*$")
_TERM = re.compile(r"本[^，。；]{2,10}自")
_LABEL = re.compile(r"[《“]?[^，。；]{2,40}$")
_GLUED_TITLE = re.compile(
    r"(?:^|[。；）])[^。；]{0,24}(?:关于|印发|转发)[^。；]{4,120}$|[。；）]《[^。；]{4,100}》的?政策解读$"
)
_ITEM_ENDS = ("；", "。")
_PROSE_LENGTH = 40
_LONGEST_HEADING = 60
_SHORTEST = 4.0  # em that a paragraph has at least
_LEAST_FILLED = 16.0  # em that a line which breaks off has at least


@dataclass(slots=True)
class State:
    """The paragraph being put together."""

    lines: list[Line]
    mark: Mark | None  # the number it opens with
    read: Mark | None  # the same, without what stands around it
    doubt: str | None = None

    @property
    def last(self) -> Line:
        """The line read last."""
        return self.lines[-1]


def _apart(said: str, text: str) -> bool:
    """Whether foreign words part two lines, as on a bilingual contents page; inside a Chinese sentence they do not."""
    if not _HAN.search(text):
        return bool(re.search(r"[A-Za-z]{3}", text)) and not (SENTENCE.search(said) and not ends_sentence(said))
    return not _HAN.search(said) and bool(re.search(r"[A-Za-z]{3}", said))


def is_heading(line: Line, mark: Mark | None) -> bool:
    """A numbered line without a sentence's end in it (a heading may have commas)."""
    return mark is not None and len(line.text) <= _LONGEST_HEADING and not _FULL_SENTENCE.search(line.text, mark.end)


class Joiner:
    """Walks the lines once and decides at each whether it goes on with the paragraph before it."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        texts = [line.text for line in lines]
        self.read = read_each(texts)
        self.marks = read_marks(texts, self.read)
        self.columns = columns(lines, self.marks)
        self.style: dict[str, bool] = {}  # kind of number -> whether its last paragraph ended as a sentence
        self.counted: dict[str, int] = {}  # kind of number -> the last value that opened a paragraph
        self.articles = False  # whether the text being read is in articles
        self.after_colon = False  # whether the paragraph being read is in a list that a colon opened

    def goes_on(self, state: State, i: int) -> tuple[bool, str | None]:
        """Whether line ``i`` continues ``state``'s paragraph, and why that is doubtful."""
        last, line = state.last, self.lines[i]
        text, said = line.text, last.text
        whole = "".join(x.text for x in state.lines[-3:]) if len(state.lines) > 1 else said
        if line.heading or last.heading or stands_alone(whole):
            return False, None
        if _apart(whole, text) or _SITE.match(text) or _SITE.match(said):
            return False, None
        if _begins_note(state, whole, text) or _stands_below(state, text):
            return False, None
        mark = self.marks[i]
        if mark is None and _is_rest(last, line):
            return True, None
        column = self.columns[i - 1]
        if column is not None and column.parted and not line.after_page:
            return self._parted(state, i, column, mark), None
        if column is not None and column.indents == "kept" and line.indent < 0.9:
            return self._flush(state, i, column, mark)
        opens = opens_provision(mark, text) and not _cut_number(said, text)
        if opens and column is not None and self._in_mid_sentence(state, column, line, mark):
            return True, None
        if opens and not _is_listed(whole, mark):
            return False, None
        if stands_alone(text) and not unfinished(said):
            return False, None
        if line.indent >= 1.5 and (last.indent < line.indent - 0.9 or _CLOSED.search(said)):
            return False, None
        if line.indent >= 0.9 and column is not None and column.indents == "kept" and _CLOSED.search(said):
            return False, None  # a tab is one wide space
        if column is not None:
            return self._wrapped(state, i, column)
        return self._unwrapped(state, i), None

    def _parted(self, state: State, i: int, column: Column, mark: Mark | None) -> bool:
        """Where blank lines part paragraphs they decide, but for a sentence that cannot have ended."""
        last, line = state.last, self.lines[i]
        if line.blank > column.blank:
            return unfinished(last.text) and not ends_sentence(last.text)
        if ends_sentence(last.text) and opens_provision(mark, line.text) and self._counts_on(mark):
            return False
        if is_name(last.text) and _reach(state, column) < 0.75 * column.measure:
            return False
        return not stands_alone(line.text) or unfinished(last.text)

    def _flush(self, state: State, i: int, column: Column, mark: Mark | None) -> tuple[bool, str | None]:
        """In a column that keeps its indents a flush line goes on, unless the line before it ended short."""
        last, line = state.last, self.lines[i]
        reach = _reach(state, column)
        full = column.measure - reach < max(needs(line.text) + 0.1, 2.2) or (
            last.spread and reach >= column.measure * 0.6
        )
        # …，应当及时报告 ends no title though 报告 is one
        in_text = any(SENTENCE.search(x.text) for x in state.lines)
        titled = ends_title(last.text) and (not in_text or _glued_title(last.text))
        ended = not full or ends_sentence(last.text) or titled
        if stands_alone(line.text) and not unfinished(last.text) and ended:
            return False, None
        if ends_sentence(last.text):
            if opens_provision(mark, line.text) and self._counts_on(mark):
                return False, None
            return self._after_full_stop(state, i, column) if full else (False, None)
        if self._next_provision(mark, line.text) and not unfinished(last.text):
            return False, None  # its indent is lost
        if full or unfinished(last.text):
            return True, None
        if opens_provision(mark, line.text):
            return False, None
        return self._wrapped(state, i, column)

    def _next_provision(self, mark: Mark | None, text: str) -> bool:
        """Whether a line opens the next article, chapter or section, set off from its words as no reference is."""
        if mark is None or mark.kind not in _NAMED:
            return False
        return text[mark.end - 1 : mark.end] == " " and opens_provision(mark, text) and self._counts_on(mark)

    def _wrapped(self, state: State, i: int, column: Column) -> tuple[bool, str | None]:
        last, line = state.last, self.lines[i]
        measure = column.measure
        reach = _reach(state, column)
        full = reach >= measure - 2.2 or (last.spread and reach >= measure * 0.6)
        if not ends_sentence(last.text):
            if state.mark is not None and not any(re.search(r"[。；！？]", x.text) for x in state.lines):
                return self._number_goes_on(state, i, column, full), None
            if unfinished(last.text):
                return True, None
            display = not any(SENTENCE.search(x.text) for x in state.lines)
            room = measure - reach
            if ends_title(last.text) and room > (needs(line.text) + 0.1 if column.regular else 0.6) and display:
                return False, None
            # a column may break early; what stands by itself there is a title, a signature or a closing note
            early = reach >= measure * 0.75 and not last.text.endswith("）") and not is_name(last.text)
            return full or early, None
        if column.regular and not last.spread:
            # where indents are lost a line that fills the measure is no first line
            within = (
                column.indents == "lost" and line.width > measure - 1.4 and not line.spread and reach >= measure - 2.2
            )
            full = within or measure - reach < needs(line.text) - 0.1
        if not full or line.indent >= 1.5:
            return False, None
        return self._after_full_stop(state, i, column)

    def _after_full_stop(self, state: State, i: int, column: Column) -> tuple[bool, str | None]:
        """A full line ends a sentence, so neither its width nor its last mark tells whether the paragraph goes on."""
        if unfinished(state.last.text):
            return True, None
        apart, doubt = begins_paragraph(
            Place(self.lines, self.marks, i, state.lines, state.mark, column, self.in_law(state.mark))
        )
        return not apart, doubt

    def in_law(self, mark: Mark | None) -> bool:
        """Whether a paragraph with the number ``mark`` is of a text in articles."""
        if mark is not None and mark.kind in ("article", "one"):
            return mark.kind == "article"
        return self.articles

    def _in_mid_sentence(self, state: State, column: Column, line: Line, mark: Mark | None) -> bool:
        """Whether a line that looks numbered only goes on with a sentence: 主权、统 | 一、领土完整."""
        last = state.last
        if ends_sentence(last.text) or not column.regular or mark is None:
            return False
        if is_heading(last, state.mark) and not (state.mark and state.mark.kind == "article"):
            return False
        if mark.kind in ("part", "subpart", "chapter", "section") or line.indent >= 1.4:
            return False
        if self._counts_on(mark, least=1 if mark.kind == "article" else 2):
            return False
        return column.measure - _reach(state, column) < needs(line.text) + 0.1 and last.width > 0.6 * column.measure

    def _counts_on(self, mark: Mark | None, least: int = 1) -> bool:
        """Whether a number is the next of its kind, or (unless ``least`` is more) the first."""
        if mark is None:
            return False
        if mark.value == 1 or mark.kind not in self.counted:
            return least == 1
        # an article may have gone unread before this one, a chapter's number may be lost
        ahead = 3 if mark.kind in ("article", "chapter") else 1
        return 0 < mark.value - self.counted[mark.kind] <= ahead

    def _number_goes_on(self, state: State, i: int, column: Column, full: bool) -> bool:
        """Whether a numbered line without a sentence's end goes on, as an item does, or is a heading by itself."""
        last, line, mark, measure = state.last, self.lines[i], state.mark, column.measure
        if unfinished(last.text) or last.spread or (full and line.text.endswith("；")):
            return True
        if mark is None or mark.kind == "article":
            return full or _reach(state, column) >= measure * 0.65
        if mark.kind in ("part", "subpart", "chapter", "section") or not full:
            return False
        if self.after_colon or (mark.value > 1 and self.style.get(mark.kind, False)):
            return True
        body = measure - 4.2 <= line.width <= measure - 1.5 and not ends_sentence(line.text)
        return not (body and column.indents == "lost")

    def _unwrapped(self, state: State, i: int) -> bool:
        last, line = state.last, self.lines[i]
        said = last.text
        if _DUTIES.search(said) and _TERM.match(line.text):
            return False
        if ends_sentence(said) or closes_with_note(said):
            # a 责任单位 note cut off from its paragraph by a column's end
            return bool(state.mark and line.blank and said.endswith("。") and _DUTY.match(line.text))
        if unfinished(said):
            return True
        # a title may be glued to a paragraph's end; the next line then often repeats it
        if (ends_title(said) and not SENTENCE.search(said)) or _glued_title(said) or said.endswith(line.text):
            return False
        article = state.mark is not None and state.mark.kind == "article" and "，" in said
        if len(state.lines) == 1 and is_heading(last, state.mark) and not article:
            # items of one list end alike: after 4. …信息； a 5. without its ； goes on in the next line
            kind, value = (state.mark.kind, state.mark.value) if state.mark else ("", 0)
            return self.style.get(kind, False) and value > 1 and ends_sentence(line.text)
        prose = len(state.lines) > 1 or bool(SENTENCE.search(said)) or last.width > _PROSE_LENGTH
        return prose and (ends_sentence(line.text) or not _LABEL.match(line.text))

    def sure_breaks(self) -> list[bool]:
        """For each line whether it opens a paragraph, whatever came before: ``goes_on`` would only find the same.

        So it is where no column was found and the line before ends a sentence, and at headings.
        """
        if not self.lines:
            return []
        # between pages display lines may float inside a paragraph
        paged = any(line.after_page for line in self.lines)
        out = [False]
        said = self.lines[0]
        for column, line in zip(self.columns, self.lines[1:], strict=False):
            if line.heading or said.heading:
                out.append(not paged)
            else:
                out.append(
                    column is None
                    and (said.text[-1] in STOPS or ends_sentence(said.text))
                    and not (line.text[0] == "（" and _DUTY.match(line.text))
                )
            said = line
        return out

    def close(self, mark: Mark | None, ended: str) -> None:
        """Remember how a paragraph with the number ``mark`` ended: items of one list end alike."""
        last = ended[-1:]
        self.articles = self.in_law(mark)
        if mark is not None:
            if mark.kind in ("part", "chapter"):
                self.counted.pop("section", None)  # they count anew
            self.counted[mark.kind] = mark.value
            self.style[mark.kind] = last in _ITEM_ENDS
        self.after_colon = last == "：" or (self.after_colon and mark is not None and last == "；")

    def close_each(self, first: int, end: int) -> None:
        """The same of lines that are paragraphs of their own."""
        for i in range(first, end):
            mark, text = self.marks[i], self.lines[i].text
            if mark is not None:
                self.close(mark, text)
            else:
                self.after_colon = text[-1] == "："


def _reach(state: State, column: Column) -> float:
    """How far into its column the last line reaches: a first line whose indent is lost counts two em more."""
    last = state.last
    if len(state.lines) == 1 and last.indent < 1.4 and column.indents != "none":
        return last.width + column.first
    return last.width + column.room(last)


def _begins_note(state: State, whole: str, text: str) -> bool:
    """Whether a line opens the note of promulgation under a title, or another statement of it."""
    if ends_title(whole) and (_NOTED.match(text) or (_STATEMENT.match(text) and not SENTENCE.search(whole))):
        return True
    return bool(_ENACTED.search(state.last.text) and _DATED.match(text) and _DATED.match(state.lines[0].text))


def _stands_below(state: State, text: str) -> bool:
    """Whether a line is another line of names that sign, or the first point of a list under a heading."""
    said = state.last.text
    if " " in said + text and _is_names(said) and _is_names(text):
        return True
    return text.startswith("——") and len(state.lines) == 1 and is_heading(state.last, state.mark)


def _is_names(text: str) -> bool:
    """Whether a line is names of bodies, set apart by spaces, and nothing else."""
    return all(is_name(part) and "、" not in part for part in text.split(" "))


def _is_rest(last: Line, line: Line) -> bool:
    """Whether a line is the last word or two of a sentence, too short for a paragraph of its own: …污风循 | 环；"""
    if line.width > _SHORTEST or line.indent >= 1.4 or last.width < _LEAST_FILLED or line.text[-1] not in "；。":
        return False
    return not ends_sentence(last.text) and last.text[-1] != "）"


def _is_listed(whole: str, mark: Mark | None) -> bool:
    """Whether a line's number only goes on with numbers that the sentence names: 第（一）、（二）、 | （三）项."""
    if mark is None or mark.kind not in ("two", "three", "four"):
        return False
    return whole.endswith("、") if mark.kind == "two" else unfinished(whole)


def _cut_number(said: str, text: str) -> bool:
    """Whether a line break cut a number or a reference in two: 第 | 二十九条、 or 2024年1 | 2月."""
    return bool(
        re.search(r"第[一二三四五六七八九十百]*$|[\d一二三四五六七八九十]$", said)
        and re.match(r"[\d一二三四五六七八九十百]*[条款项号年月日%、]", text)
    )


def opens_provision(mark: Mark | None, text: str) -> bool:
    """Whether a line's number opens a provision there."""
    if mark is None or mark.kind == "circled" or len(text) < mark.end:
        return False
    # 第十七章督促程序规定的，…: a chapter that a sentence refers to
    return mark.kind not in _CONTAINERS or text[mark.end - 1] == " " or not SENTENCE.search(text, mark.end)


def _glued_title(text: str) -> bool:
    """Whether a whole title stands glued to a paragraph's end."""
    return ends_title(text) and bool(_GLUED_TITLE.search(text)) and not unfinished(text)
