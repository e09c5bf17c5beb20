"""The page of figures that ``gazettes.py`` writes."""

from __future__ import annotations

import datetime as dt

from benchmarks.gazette_print import Printed

_PAGE = """# Gazettes of other provinces

Written by `python -m benchmarks.gazettes --markdown docs/gazettes.md` on {day}: {issues} made-up issues (seed {seed}),
put together from the forms that ten places use (numbers, addressees, orders, contents pages, page heads and feet) with
invented matter. The text is made together with its structure, so nothing of the pipeline is asked for the truth. Scored
as `gongbao evaluate` scores the seeds: a document or provision is found when it starts within 8 characters (a provision
with its level besides); number, day, title, role, cover and id are shares of those found.

No real gazette of these places is measured here: the figures say how forms and layouts are borne, not how often they
occur. Readers were mended on issues of another seed.

## By place

{styles}
## By layout

| layout | what it is |
|---|---|
| web | a line a paragraph, indented |
| pages | the same as web pages, head and foot of a site round each instrument, blank lines between |
| flat | a line a paragraph, no indents |
| wrapped | hard wraps at 24 to 36 em, page numbers, running heads, a contents page |
| blank | the same with a blank line between all lines |
| flush | wrapped, indents lost |
| glued | a line a paragraph; documents run on without a line break |
| ascii | wrapped, ASCII punctuation |

{layouts}"""


def page(styles: str, layouts: str, issues: int, first: Printed, seed: int) -> str:
    """The page; ``first`` is any issue, to be sure that there is one."""
    assert first.documents
    return _PAGE.format(day=dt.date.today().isoformat(), issues=issues, seed=seed, styles=styles, layouts=layouts)
