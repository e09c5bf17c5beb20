import hashlib
import os
import random

import pytest

from pipeline.ingest.errors import RawMissingError, UnreadableFileError
from pipeline.ingest.folder import discover
from pipeline.ingest.source import read_source


def fill(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def names(found):
    return [f.name for f in found]


def test_seeds_are_five_sources_and_notice_is_none(seeds):
    found = discover(seeds)
    assert len(found) == 5
    assert all(name.endswith(".txt") for name in names(found))


def test_recursive_in_a_fixed_order(tmp_path):
    files = [f"{a}/{b}.txt" for a in ("z", "a/中", "a") for b in ("2", "10", "公报")] + ["b.md", "A.txt"]
    random.Random(1).shuffle(files)
    fill(tmp_path, {name: name for name in files})
    assert names(discover(tmp_path)) == sorted(files)


BESIDE = [
    "NOTICE", "NOTICE.txt", "README.md", "readme", "README_zh.md", "LICENSE", "LICENCE.txt", "SHA256SUMS", ".hidden",
    ".git/config", "__MACOSX/a.txt", "Thumbs.db", "desktop.ini", "a.txt~", "~$a.docx", "a.txt.part", "a.crdownload",
]  # fmt: skip
SOURCES = ["notice.txt", "Notice.md", "copyright.txt", "通知", "readme2.txt", "a.pdf", "b.bin"]


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_sources_is_none(tmp_path, name):
    fill(tmp_path, {name: "x", "a.txt": "甲"})
    assert names(discover(tmp_path)) == ["a.txt"]


@pytest.mark.parametrize("name", SOURCES)
def test_what_only_looks_so_is_listed(tmp_path, name):
    fill(tmp_path, {name: "x"})
    assert names(discover(tmp_path)) == [name]


def test_equal_bytes_are_one_source(tmp_path):
    fill(tmp_path, {"b.txt": "甲", "a/c.txt": "甲", "d.txt": "乙"})
    first, second = discover(tmp_path)
    assert (first.name, first.other_names) == ("a/c.txt", ("b.txt",))
    assert first.source_id == hashlib.sha256("甲".encode()).hexdigest()[:16]
    assert (second.name, second.other_names, second.n_bytes) == ("d.txt", (), 3)
    info = read_source(first)
    assert (info.path, info.other_paths, info.source_id) == ("a/c.txt", ("b.txt",), first.source_id)


def test_one_file_even_a_hidden_one(tmp_path):
    fill(tmp_path, {".a.txt": "甲"})
    assert names(discover(tmp_path / ".a.txt")) == [".a.txt"]


def test_missing_raw_is_said(tmp_path):
    with pytest.raises(RawMissingError, match="no such file or folder"):
        discover(tmp_path / "none")


def test_excluded_folder_is_left_out(tmp_path):
    fill(tmp_path, {"raw/a.txt": "甲", "processed/releases/x/part.parquet": "PAR1"})
    assert names(discover(tmp_path, exclude=[tmp_path / "processed", tmp_path / "not there"])) == ["raw/a.txt"]


def test_links_are_followed_once(tmp_path):
    fill(tmp_path, {"raw/a.txt": "甲", "elsewhere/b.txt": "乙"})
    (tmp_path / "raw" / "loop").symlink_to(tmp_path / "raw")
    (tmp_path / "raw" / "more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "raw" / "again").symlink_to(tmp_path / "elsewhere")
    assert names(discover(tmp_path / "raw")) == ["a.txt", "again/b.txt"]


def test_broken_links_and_pipes_are_listed_and_refused(tmp_path):
    fill(tmp_path, {"a.txt": "甲"})
    (tmp_path / "b.txt").symlink_to(tmp_path / "none")
    os.mkfifo(tmp_path / "c.txt")
    found = discover(tmp_path)
    assert [(f.name, f.source_id is None) for f in found] == [("a.txt", False), ("b.txt", True), ("c.txt", True)]
    for raw_file in found[1:]:
        with pytest.raises(UnreadableFileError) as caught:
            read_source(raw_file)
        assert caught.value.place.startswith(raw_file.name)
        assert caught.value.mend


def test_a_name_in_gbk_is_read(tmp_path):
    with open(os.path.join(os.fsencode(tmp_path), "公报.txt".encode("gbk")), "wb") as file:
        file.write("甲".encode())
    (found,) = discover(tmp_path)
    assert found.name == "公报.txt"
    assert read_source(found).text == "甲"
