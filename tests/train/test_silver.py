"""Silver data: the same each time, never what is measured on, labels where the names are."""

import random

import pytest

from pipeline.common.resources import seeds_dir
from pipeline.train.corpus import Corpus, CorpusError, measured_sentences, read_corpus, sentences
from pipeline.train.names import Names
from pipeline.train.silver import LONGEST, Recipe, pieces, silver

LAW = "# 条例\n\n" + "\n\n".join(
    f"第{n}条 {body}负责本行政区域内的第{n}项管理工作，{other}应当予以配合。"
    for n, (body, other) in enumerate(
        [("市财政局", "市科委"), ("国家税务总局", "有关部门"), ("市公安局", "公司"), ("省人民政府", "市商务委")] * 5, 1
    )
)
CORPUS = Corpus((("a.txt", LAW),), "0")


def test_the_same_seed_gives_the_same_sentences():
    recipe = Recipe(n_chars=4000)
    assert silver(CORPUS, recipe) == silver(CORPUS, recipe)
    assert silver(CORPUS, recipe) != silver(CORPUS, Recipe(n_chars=4000, seed=12))


def test_spans_are_ordered_apart_and_within():
    for item in silver(CORPUS, Recipe(n_chars=8000)):
        at = 0
        for start, end in item.spans:
            assert at <= start < end <= len(item.text)
            at = end


def test_most_names_are_generated():
    made = silver(CORPUS, Recipe(n_chars=8000))
    names = {item.text[a:b] for item in made for a, b in item.spans}
    assert len(names) > 60
    assert "市财政局" in names


def test_held_out_words_are_nowhere():
    made = silver(CORPUS, Recipe(n_chars=8000, held_out=("财政", "税务")))
    assert made
    assert not [item for item in made if "财政" in item.text or "税务" in item.text]


def test_nothing_of_the_seeds_is_learned():
    seed = next(iter(sorted(seeds_dir().glob("*.txt")))).read_text(encoding="utf-8")
    assert silver(Corpus((("seed.txt", seed),), "0"), Recipe(n_chars=1000)) == []


def test_the_gold_is_known_to_be_measured_on():
    assert len(measured_sentences()) > 3000


def test_pieces_are_short_and_lose_nothing():
    sentence = "，".join(["一二三四五六七八九十"] * 20) + "。" + "长" * 200
    assert "".join(pieces(sentence)) == sentence
    assert max(map(len, pieces(sentence))) <= LONGEST


def test_names_keep_what_is_held_out_out():
    names = Names(random.Random(1), held_out=("财政",))
    drawn = [names.name() for _ in range(2000)] + [names.no_body() for _ in range(500)]
    assert not [name for name in drawn if "财政" in name.text]
    assert {name.body for name in drawn} == {True, False}


def test_a_corpus_is_folders_and_tars_and_its_hash_is_over_names_and_texts(tmp_path):
    import tarfile

    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(LAW, encoding="utf-8")
    (folder / "b.md").write_text("另一部条例的正文写在这里。", encoding="utf-8")
    (folder / "c.bin").write_bytes(b"\xff")
    one = read_corpus([folder])
    assert [name for name, _ in one.texts] == ["a.txt", "b.md"]
    packed = tmp_path / "texts.tar.xz"
    with tarfile.open(packed, "w:xz") as tar:
        for name in ("a.txt", "b.md"):
            tar.add(folder / name, name)
    assert read_corpus([packed]) == one
    (folder / "b.md").write_text("又一部条例的正文写在这里。", encoding="utf-8")
    assert read_corpus([folder]).sha256 != one.sha256
    assert list(sentences(LAW))


def test_a_missing_corpus_is_said(tmp_path):
    with pytest.raises(CorpusError, match="no such file"):
        read_corpus([tmp_path / "none"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match=r"no \.txt"):
        read_corpus([tmp_path / "empty"])
