"""Loaded once by the server that workers are forked from, so that none of them does it again.

Modules with their patterns, and what a first text makes: the grammar of agency names, the registry, automata. Nothing here
may start a thread, which a fork would lose; so no network is loaded and no Arrow table made.
"""

from __future__ import annotations

import gc

from pipeline.ingest.types import SourceInfo
from pipeline.job import batch  # noqa: F401 - with it comes all that reads
from pipeline.job.source import process_source
from pipeline.tables.without_pandas import without_pandas

# A little of everything that is read.
TEXT = """\
上海市人民政府办公厅关于印发《若干规定》的通知
沪府办规〔2024〕1号
各区人民政府，市政府各委、办、局：
　　根据《中华人民共和国预算法》第三条第二款，市财政局、区教育部门等应当在2024年6月30日前给予企业不超过总投资20%、最高300万元的资助，有效期3年。
　　一、“十四五”期间，税率提高1.5倍。
　　（一）本通知自2024年1月1日起施行，《试行办法》（沪府发〔2019〕2号）同时废止。
上海市人民政府办公厅
2023年12月1日
"""


def warm() -> None:
    """Read a text; what comes of it does not matter."""
    process_source(SourceInfo("0" * 16, "warm.txt", (), "text/plain", "utf-8", len(TEXT.encode()), TEXT))


without_pandas()
warm()
# what is there is not looked at by the collectors of the workers, so that its pages stay shared
gc.collect()
gc.freeze()
