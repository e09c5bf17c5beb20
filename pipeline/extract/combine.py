"""All readers over one text, and what happens where two of them claim the same characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from pipeline.extract.agencies import Detector, find_agencies
from pipeline.extract.amounts import find_amounts
from pipeline.extract.citations import find_citations
from pipeline.extract.dates import find_dates
from pipeline.extract.durations import find_durations
from pipeline.extract.multiples import find_multiples
from pipeline.extract.percentages import find_percentages
from pipeline.extract.periods import find_periods
from pipeline.extract.types import AnyMention, Context

Reader = Callable[[str, Context], Sequence[AnyMention]]

# Values: at most one of them is read from any character.
VALUE_READERS: tuple[Reader, ...] = (
    find_amounts,
    find_percentages,
    find_multiples,
    find_periods,
    find_dates,
    find_durations,
)

# Of two values of the same length the one with the more telling unit wins: 元 and % can mean nothing else, while a
# bare 年 or 月 is a date before it is a length of time.
RANK = {
    name: rank
    for rank, name in enumerate(("MONEY", "PERCENT", "MULTIPLE", "RECURRENCE", "PLAN_PERIOD", "DATE", "DURATION"))
}


def resolve(values: Iterable[AnyMention]) -> list[AnyMention]:
    """Values without overlaps: the longer one wins (每年3月底 over 3月底), then the earlier in ``RANK``.

    A reader sees only its own construct; the one that explains more of the text is the one that understood it.
    """
    kept: list[AnyMention] = []
    ordered = sorted(values, key=attrgetter("start", "end"))
    cluster: list[AnyMention] = []
    reach = -1
    for mention in ordered:
        if cluster and mention.start >= reach:
            kept += _best(cluster)
            cluster = []
        cluster.append(mention)
        reach = max(reach, mention.end) if len(cluster) > 1 else mention.end
    return kept + _best(cluster)


def _best(cluster: list[AnyMention]) -> list[AnyMention]:
    """The mentions of a run of overlapping ones that stand, best first, each where it meets none kept before."""
    if len(cluster) < 2:
        return cluster
    kept: list[AnyMention] = []
    for mention in sorted(cluster, key=lambda m: (m.start - m.end, RANK[m.type], m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return kept


def extract(text: str, context: Context | None = None, detector: Detector | None = None) -> list[AnyMention]:
    """Every mention in clean ``text``, ordered by start, end and type.

    ``detector`` is the model asked for bodies that registry and rules do not know (``pipeline.ner.load``); None: none.

    Offsets are code points of ``text``. Values (amounts to durations) never overlap one another; agencies and
    citations may lie inside or around any mention. Pure: same text and context, same mentions.
    """
    known = context or Context()
    mentions = resolve(mention for reader in VALUE_READERS for mention in reader(text, known))
    # 国务院 and 2021—2023年 inside a cited title are mentions of their own, so names overlap anything
    mentions += find_agencies(text, known, detector)
    mentions += find_citations(text, known)
    return sorted(mentions, key=attrgetter("start", "end", "type"))
