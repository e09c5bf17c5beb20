"""Which province a document speaks from: what 市科委 and 本市 mean in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.common.places import Province, province_heading, province_of_number

_NAMED = re.compile("《(?P<named>[^《》]{2,40})")


def place_of(issuers: Iterable[str], number: str | None, title: str | None) -> str | None:
    """The full name of the province or municipality (上海市), None where nothing says it: none is ever assumed.

    Asked in order: the issuers' names, the document number's mark (沪府规), the head of the title, the head of the
    title that it issues or amends (关于修改《上海市…规定》的决定).
    """
    for found in _evidence(issuers, number, title):
        if found is not None:
            return found.name
    return None


def _evidence(issuers: Iterable[str], number: str | None, title: str | None) -> Iterable[Province | None]:
    for issuer in issuers:
        yield province_heading(issuer)
    if number:
        yield province_of_number(number)
    if title:
        yield province_heading(title)
        for match in _NAMED.finditer(title):
            yield province_heading(match["named"])
