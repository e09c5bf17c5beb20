"""Bytes to text: UTF-8 (byte order mark or not), UTF-16 and UTF-32 with one, GB18030 (and so GBK and GB 2312).

Decoding is strict and the result is looked at: text that decodes to something nobody wrote (UTF-16 without its mark,
mojibake, NUL bytes) is refused with its place, since every offset and value read from it would be wrong.
"""

from __future__ import annotations

import codecs
import logging
import re

from pipeline.ingest.errors import (
    BinaryFileError,
    EmptyFileError,
    IngestError,
    UndecodableTextError,
    WrongEncodingError,
)

log = logging.getLogger(__name__)

# The UTF-32 mark begins with the UTF-16 one, so it is looked for first.
MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 (little endian)"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 (big endian)"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (little endian)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 (big endian)"),
)

# The commonest ideographs of official Chinese. They make up at least 17 % of every text of 200 ideographs or more
# among 1,845 laws and policy documents, and under 2 % of the same texts read in a wrong encoding.
COMMON = frozenset(
    "的人第条法行定和应当规以管政理有会者业关或务部用一国设市工二机三建本保其事区地作不公主责施对在经产制合等处物发为可上府"
)
MIN_COMMON = 0.08
# below this many ideographs a share says nothing
ENOUGH = 40
# what is looked at of a long text: this much of its head and of its middle
SAMPLE = 1 << 10

IDEOGRAPH = re.compile("[\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
LATIN_1 = re.compile("[\u00a1-\u00ff]")
BLANK = re.compile("[\\s\u200b\u2060\ufeff\x1a\x1c-\x1f]*")

CONVERT = "Save it as UTF-8 and run again"


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` and its encoding (a Python codec name); byte order mark off, line ends untouched.

    Raises ``EmptyFileError``, ``BinaryFileError``, ``WrongEncodingError`` or ``UndecodableTextError``, each with
    file and byte offset.
    """
    if not data:
        raise EmptyFileError("the file is empty", place=name, mend="Fetch it again or remove it")
    text, encoding, skipped = _decode(data, name)
    if BLANK.fullmatch(text):
        raise EmptyFileError("the file holds nothing but white space", place=name, mend="Fetch it again or remove it")
    _refuse_wrong(text, encoding, skipped, name)
    return text, encoding


def _decode(data: bytes, name: str) -> tuple[str, str, int]:
    for mark, encoding, said in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, len(mark)
            except UnicodeDecodeError as error:
                raise WrongEncodingError(
                    f"its byte order mark says {said}, but the bytes from here on are not",
                    place=_place(name, len(mark) + error.start),
                    mend=CONVERT,
                ) from None
    nul = data.find(0)
    if nul >= 0:
        raise _nul(data, name, nul)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError as error:
        not_utf8 = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, not_utf8, error) from None
    if not _plausible(text):
        raise _undecodable(data, name, not_utf8, None)
    return text, "gb18030", 0


def _nul(data: bytes, name: str, at: int) -> IngestError:
    """What a NUL byte means: UTF-16 without its mark, or no text at all."""
    guess = _guess_utf16(data)
    if guess:
        return WrongEncodingError(f"it is {guess} without a byte order mark", place=_place(name, 0), mend=CONVERT)
    return BinaryFileError(
        "a NUL byte, so this is no text", place=_place(name, at), mend="Remove the file or convert it"
    )


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark, where that makes the head of ``data`` plain Chinese or plain ASCII."""
    head = data[: 2 * (min(len(data), SAMPLE) // 2)]
    for encoding, said in (("utf-16-le", "UTF-16 (little endian)"), ("utf-16-be", "UTF-16 (big endian)")):
        text = head.decode(encoding, "replace")
        found = len(IDEOGRAPH.findall(text))
        chinese = found * 2 > len(text) and _n_common(text) > MIN_COMMON * found
        ascii_text = sum(c.isascii() and (c.isprintable() or c in "\t\r\n") for c in text) > 0.95 * len(text)
        # an odd or very short file is NUL bytes among others, not UTF-16
        if len(data) % 2 == 0 and len(text) > 3 and (chinese or ascii_text):
            return said
    return None


def _undecodable(
    data: bytes, name: str, not_utf8: UnicodeDecodeError, not_gb: UnicodeDecodeError | None
) -> IngestError:
    """The error that says most: UTF-8 with damage, UTF-16 without its mark, or none of the encodings read."""
    guess = _guess_utf16(data)
    if guess:
        return WrongEncodingError(f"it is {guess} without a byte order mark", place=_place(name, 0), mend=CONVERT)
    if (
        CONTROL.search(data[:SAMPLE].decode("latin-1"))
        and _control_share(data[:SAMPLE].decode("ascii", "ignore")) > 0.02
    ):
        return BinaryFileError(
            "bytes that are no text", place=_place(name, not_utf8.start), mend="Remove the file or convert it"
        )
    if not_utf8.reason == "unexpected end of data" and not data[: not_utf8.start].isascii():
        return UndecodableTextError(
            "the file ends within a UTF-8 character, so it was cut off",
            place=_place(name, not_utf8.start),
            mend="Fetch it again",
        )
    window = data[max(0, not_utf8.start - SAMPLE) : not_utf8.start + SAMPLE].decode("utf-8", "replace")
    if window.count("\ufffd") * 50 < len(window) and (not not_gb or not_utf8.start > 3):
        return UndecodableTextError(
            "damaged UTF-8", place=_place(name, not_utf8.start), mend="Fetch it again, or mend the bytes at this place"
        )
    also = f" and GB18030 up to byte {not_gb.start}" if not_gb else ", and as GB18030 it makes no Chinese"
    return UndecodableTextError(
        f"no encoding that is read here: UTF-8 up to this place{also}", place=_place(name, not_utf8.start), mend=CONVERT
    )


def _refuse_wrong(text: str, encoding: str, skipped: int, name: str) -> None:
    """Raise where ``text`` decoded but is not what was written; warn of a few replacement characters."""
    nul = text.find("\x00")
    if nul >= 0:
        at = skipped + len(text[:nul].encode(encoding))
        raise BinaryFileError(
            "a NUL character, so this is no text", place=_place(name, at), mend="Remove it or the file"
        )
    lost = text.count("\ufffd")
    if lost:
        at = skipped + len(text[: text.index("\ufffd")].encode(encoding))
        if lost * 200 > len(text):
            raise WrongEncodingError(
                f"{lost} replacement characters (U+FFFD): the text was damaged when somebody decoded it before",
                place=_place(name, at),
                mend="Fetch it again from where it is from",
            )
        log.warning("%s: %d replacement characters (U+FFFD), kept as they are", _place(name, at), lost)
    if not _plausible(text):
        raise WrongEncodingError(
            f"as {encoding} it makes no Chinese: it was decoded or saved in a wrong encoding before",
            place=_place(name, skipped),
            mend="Fetch it again, or save it as UTF-8 with the encoding it was written in",
        )
    if _control_share(_sample(text)) > 0.02:
        first = CONTROL.search(text)
        at = skipped + len(text[: first.start() if first else 0].encode(encoding))
        raise BinaryFileError("control characters throughout, so this is no text", place=_place(name, at), mend=CONVERT)


def _plausible(text: str) -> bool:
    """Whether ``text`` may be what somebody wrote."""
    seen = _sample(text)
    common = _n_common(seen)
    if common >= max(ENOUGH, MIN_COMMON * len(seen)):
        return True  # most texts: their ideographs, never fewer than these, need no counting
    found = len(IDEOGRAPH.findall(seen))
    if found >= ENOUGH:
        return common >= MIN_COMMON * found
    # UTF-8 or GB18030 bytes taken for Latin-1 or Windows-1252 are all accents and signs
    return len(LATIN_1.findall(seen)) * 4 < max(len(seen), ENOUGH)


def _n_common(text: str) -> int:
    return sum(map(COMMON.__contains__, text))


def _sample(text: str) -> str:
    middle = len(text) // 2
    return text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + text[middle : middle + SAMPLE]


def _control_share(text: str) -> float:
    return len(CONTROL.findall(text)) / max(len(text), 1)


def _place(name: str, offset: int) -> str:
    return f"{name}, byte {offset}"
