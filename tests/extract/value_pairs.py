"""How the value tests write a reading: ``mention bound number unit``, a range as ``low~high``."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from pipeline.extract.types import Amount, Duration, Multiple, Percentage


def number(value: Decimal | None) -> str:
    return "?" if value is None else f"{value.normalize():f}"


def said(mention: Amount | Percentage | Multiple | Duration) -> str:
    """``100万元 max 1000000``; CNY, percent and 倍 go without saying, vague numbers are ``?``."""
    low, high = number(mention.min), number(mention.max)
    size = high if mention.bound == "max" else f"{low}~{high}" if mention.bound == "range" else low
    unit = mention.currency if isinstance(mention, Amount) else getattr(mention, "unit", "")
    return " ".join(p for p in (mention.text, mention.bound, size, "" if unit in ("CNY", "percent") else unit) if p)


#: Pieces that values are made of, and what stands round them, to be thrown together at random.
PIECES = [
    "100", "3.5", "1,000", "五", "二十", "两", "万", "亿", "千", "元", "美元", "角", "分", "%", "个百分点", "百分之", "倍", "成",
    "年", "个月", "日", "天", "工作日", "小时", "半", "周", "季度", "以上", "以下", "以内", "内", "前", "左右", "不超过", "不低于", "最高",
    "至少", "约", "近", "超", "满", "、", "，", "。", "至", "—", "和", "（含）", "（含5年）", "（", "）", "每", "人", "/平方米", "的", "给予",
    "第", "月", "\n", "O", "l", "数", "余", "分别", "自", "之日起", "后", "上", "人民币", " ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
