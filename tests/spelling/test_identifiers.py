"""Identifiers that are one slip off a well-known name, and those that are names of their own."""

from __future__ import annotations

import pytest

from qa_lint.spelling import lexicon
from qa_lint.spelling.identifiers import judge
from qa_lint.spelling.mask import hide

KNOWN = {"recieve": ("receive",)}


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("ConcurrnetHashMap", "ConcurrentHashMap"),
        ("CopyOnWriteArrayLsit", "CopyOnWriteArrayList"),
        ("hasCode", "hashCode"),
        ("HasSet", "HashSet"),
        ("LinkdHashMap", "LinkedHashMap"),
        ("LinkHashSet", "LinkedHashSet"),
        ("CClaude", "Claude"),
        ("addEventListenner", "addEventListener"),
        ("querySelecter", "querySelector"),
        ("unsinged", "unsigned"),
    ],
)
def test_almost_a_name(token: str, expected: str) -> None:
    found = judge(token, lexicon.get(), KNOWN)
    assert found is not None and found.how == "name" and found.candidates == (expected,)
    assert (found.start, found.end) == (0, len(token))


@pytest.mark.parametrize(
    ("token", "part", "expected"),
    [
        ("maxRecieveSize", "Recieve", "Receive"),
        ("recieve_count", "recieve", "receive"),
        ("userPermisisonTable", "Permisison", "Permission"),
    ],
)
def test_a_part(token: str, part: str, expected: str) -> None:
    found = judge(token, lexicon.get(), KNOWN)
    assert found is not None and token[found.start : found.end] == part
    assert found.candidates == (expected,)


@pytest.mark.parametrize(
    "token",
    [
        "HashMaps",
        "readLine",  # readlink is another name
        "groupId",
        "TransitionManager",  # TransactionManager is another name
        "umount",
        "creat",
        "PROFILES",
        "structs",
        "serialiser",
        "myHandlers",
        "kubectl",
        "attn_msk",
        "nn2x",
    ],
)
def test_names_of_their_own(token: str) -> None:
    assert judge(token, lexicon.get(), KNOWN) is None


def test_identifiers_of_a_text() -> None:
    text = "调用 fooBar() 与 snake_case，DI(控制反转) 不是调用。"
    assert [text[a:b] for a, b in hide(text)[1]] == ["fooBar", "snake_case"]
