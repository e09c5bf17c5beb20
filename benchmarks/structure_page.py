"""``docs/structure.md`` from the figures of ``benchmarks.structure``."""

from __future__ import annotations

import datetime as dt
from collections import Counter

_PAGE = """\
# Structure under damage

Written by `python -m benchmarks.structure --markdown docs/structure.md` on {day}: {laws} laws of the corpus
({articles} articles, seed {seed}), printed to lines and damaged as PDF extraction does, then read again and compared
article by article. The truth is read from the undamaged Markdown by `benchmarks/law_text.py`, which knows nothing of
the pipeline. Texts that are no whole law (site pages, parts of codes, second copies) are left out.

An article is right when its folded text is equal and so are place and level of every 款, 项, 目 and text after items
in it; a law when all its articles are. `extra` and `missing` count articles, `docs` the documents found for {laws} laws.
`no sign` counts breaks between 款 that the damaged layout shows in no way: lines full to the measure, flush, no blank
line. Where segment has to guess it says so in `needs_review`.

| damage | what is done to the text |
|---|---|
| none | nothing: one line a paragraph |
| wraps | hard wraps at 36, 28 and 22 em; below, where nothing else is said, at one width of 22 to 36 em for each law |
| blank | hard wraps at 34, 28 and 22 em and a blank line between all lines |
| flush | no first-line indents: blank lines between paragraphs; no blank lines; a blank line between all lines |
| lost | a tenth, half, all of the lines lose the space they begin with |
| pages | page numbers and running heads between lines |
| width | full-width digits; letters and % too; the same with bare page numbers |
| book | 《》 as «» or <> |
| ascii | ASCII punctuation, more of it at each level |
| spaced | spaces between all letters, in 5, 20 and 60 % of the full lines |
| stray | stray spaces at joins, in 2, 10 and 40 % of the lines |
| cut | lines cut after so many letters, marks at a line's head too; with indents of all kinds, worded page numbers and full-width digits; without indents |
| narrow | columns of 19, 16 and 14 em, as on pages of two or three |
| worded | 第 3 页 共 20 页, 5 / 25, Page 5 of 25; running heads with a date or the page's number; a tenth of the indents lost |
| web | one line a paragraph, indents of all kinds (tabs, no-break spaces), unseen marks, spaces at the end; 第 十 二 条; numbers without a space behind them |
| numbers | wrapped lines, 第 十 二 条; numbers without a space behind them |
| run on | a tenth, half of the articles stand in the line of the provision before |
| all | much of this at once |

## Figures

Rates are per cent.

{table}
## Faults by kind

Counted once a fault over all {cells} cells.

| fault | times |
|---|--:|
{faults}"""


def page(table: str, laws: int, articles: int, seed: int, cells: int, faults: Counter[str]) -> str:
    """The whole page, dated today."""
    rows = "".join(f"| {kind} | {n} |\n" for kind, n in faults.most_common())
    day = dt.date.today().isoformat()
    return _PAGE.format(
        day=day, laws=laws, articles=articles, seed=seed, table=table.strip() + "\n", cells=cells, faults=rows
    )
