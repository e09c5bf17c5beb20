"""Generator: the reviewed CSV and YAML of ``models/agencies`` as one JSON file that loads in milliseconds.

Run ``python -m pipeline.extract.agencies.compile`` after any change of the sources; a test checks that they agree.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

from pipeline.common.errors import GongbaoError
from pipeline.common.resources import model_path

BRANCHES = (
    "government", "party", "congress", "court", "procuratorate", "supervision", "military", "consultative", "mass",
    "public_institution",
)  # fmt: skip
# place names without what says their kind: 江苏, 内蒙古, 苏州
_SHORT_PROVINCES = {
    "内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港", "澳门特别行政区": "澳门", "新疆生产建设兵团": "兵团",
}  # fmt: skip


def agency_id(name: str, place: str = "") -> str:
    """The id of a body: ``a`` and 12 hex digits of the SHA-256 of its full name.

    ``place`` is for bodies whose name does not say where they are. A derived body keeps its id when it is reviewed.
    """
    key = f"{place}|{name}" if place else name
    return "a" + hashlib.sha256(key.encode()).hexdigest()[:12]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# the nationalities in the names of autonomous places (GB/T 3304); papers leave them out: 黔东南州, 景宁县
_NATIONALITIES = re.compile(
    "(?:蒙古|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗"
    "|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|普米|回|各)族?$"
)
_AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


def _short(name: str, level: str) -> str | None:
    if name in _SHORT_PROVINCES:
        return _SHORT_PROVINCES[name]
    if name[-3:] in _AUTONOMOUS:
        stem = name[:-3]
        while len(shorter := _NATIONALITIES.sub("", stem)) > 1 and shorter != stem:
            stem = shorter
        if stem == name[:-3] and stem.endswith("族"):
            stem = stem[:-1]  # 鄂温克旗
        return stem + _AUTONOMOUS[name[-3:]] if stem != name[:-3] else None
    if level in ("province", "prefecture") and name[-1] in "省市" and len(name) > 2:
        return name[:-1]
    return None


def _governments(folder: Path) -> list[dict[str, str]]:
    """The governments of the provinces and prefectures that stand, and of Shanghai's districts, by rule.

    Constitution art. 105 and the Organic Law: 人民政府 each, a 行政公署 in 地区 and 盟 (art. 85 of the law).
    """
    rows = [row for row in _rows(folder / "places.csv") if row["status"] == "current" and row["code"][:2] < "66"]
    provinces = {row["code"][:2]: row["name"] for row in rows if row["level"] == "province"}
    made = []
    for row in rows:
        code, name = row["code"], row["name"]
        if row["level"] == "county" and code[:2] != "31":
            continue
        full = provinces["31"] + name if row["level"] == "county" else name
        above = "国务院" if row["level"] == "province" else provinces[code[:2]] + "人民政府"
        made.append(
            {
                "canonical": full + ("行政公署" if name.endswith(("地区", "盟")) else "人民政府"),
                "aliases": "", "branch": "government", "level": row["level"], "place_code": code, "parent": above,
                "valid_from": "", "valid_to": "", "successors": "", "source": row["source"], "by_rule": "yes",
            }
        )  # fmt: skip
    return made


def _bodies(folder: Path) -> list[dict[str, Any]]:
    rows = _rows(folder / "bodies.csv")
    names = {row["canonical"] for row in rows}
    made = [row for row in _governments(folder) if row["canonical"] not in names]
    names |= {row["canonical"] for row in made}
    bodies = []
    for number, row in enumerate([*rows, *made], start=2):
        at = f"bodies.csv line {number}"
        successors = [name for name in row["successors"].split("|") if name]
        for name in (*successors, *([row["parent"]] if row["parent"] else [])):
            if name not in names:
                raise GongbaoError(f"{name} is no body of the registry", place=at, mend="Add it or mend its name")
        if row["branch"] not in BRANCHES or not row["source"]:
            raise GongbaoError("branch or source is wrong", place=at, mend=f"Branches: {', '.join(BRANCHES)}")
        bodies.append(
            {
                "id": agency_id(row["canonical"]),
                "canonical": row["canonical"],
                "aliases": [alias for alias in row["aliases"].split("|") if alias],
                "branch": row["branch"],
                "level": row["level"],
                "place_code": row["place_code"] or None,
                "parent": agency_id(row["parent"]) if row["parent"] else None,
                "valid_from": row["valid_from"] or None,
                "valid_to": row["valid_to"] or None,
                "successors": [agency_id(name) for name in successors],
                "by_rule": "by_rule" in row,
            }
        )
    return bodies


def compiled(folder: Path) -> dict[str, Any]:
    """What ``compiled.json`` must hold, from the sources in ``folder``."""
    import yaml

    words = yaml.safe_load((folder / "words.yaml").read_text(encoding="utf-8"))
    functions = _rows(folder / "functions.csv")
    places = [
        [row["code"], row["name"], row["level"], _short(row["name"], row["level"])]
        for row in _rows(folder / "places.csv")
        if len(row["name"]) > 1
    ]
    return {
        "words": words,
        "functions": {row["stem"]: row["full"] for row in functions if not row["only_before"]},
        "whole": {row["stem"] + row["only_before"]: row["full"] for row in functions if row["only_before"]},
        "templates": [
            [row["short_names"].split("|"), row["canonical"], row["branch"], row["within"]]
            for row in _rows(folder / "templates.csv")
        ],
        "bodies": _bodies(folder),
        "places": places,
    }


def dump(data: dict[str, Any]) -> str:
    """The bytes of ``compiled.json``: one line an entry, so that a change shows in a diff."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list):
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f"{json.dumps(key)}: [\n{rows}\n]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    """Write ``compiled.json`` beside its sources."""
    folder = model_path("agencies")
    target = folder / "compiled.json"
    target.write_text(dump(compiled(folder)), encoding="utf-8")
    sys.stdout.write(f"{target}: {target.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
