"""Small gazettes for tests that need many of them, and what a run of them publishes."""

from __future__ import annotations

import hashlib
from pathlib import Path

NOTICE = """上海市人民政府关于印发《第{n}号科技奖励办法》的通知

沪府规〔2024〕{n}号

各区人民政府：

　　现将《第{n}号科技奖励办法》印发给你们，请认真按照执行。

　　上海市人民政府

　　2024年7月11日

第{n}号科技奖励办法

　　第一条　由市财政局给予最高{n}00万元奖励，自2024年8月1日起施行，有效期5年。

　　第二条　依照《第{cited}号科技奖励办法》第一条执行，比例不超过{n}%。
"""


def write_gazettes(raw: Path, numbers: range) -> Path:
    """One file for each number, each citing the one before; the folder."""
    raw.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        path = raw / f"{n:03d}.txt"
        path.write_text(NOTICE.format(n=n, cited=max(1, n - 1)), encoding="utf-8")
    return raw


def published_bytes(out: Path) -> dict[str, str]:
    """The SHA-256 of every Parquet file of the current release, by its path."""
    current = (out / "current").resolve()
    return {
        str(path.relative_to(current)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(current.rglob("*.parquet"))
    }
