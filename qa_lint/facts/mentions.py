"""Names of entities in a text: which, where, with which size variant, in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from .register import Register
from .roles import role_of
from .words import Ending

_HAN = re.compile("[一-鿿]")
_SIZE = re.compile(
    r"[-_ ]?(?P<size>(?:\d+x)?\d+(?:\.\d+)?[bm](?![a-z0-9])(?! ?(?:个|的)?(?:参数|param))|tiny|mini|small|base|medium|large|huge|giant|xxl|xl|"
    r"[tsblhg]/\d{1,2}|[tsblhg](?![a-z0-9])|(?<=-)\d{2,3}(?![\d.,%kmb年层个亿万倍]))"
    r"(?:[-_ ]?(?P<more>v?\d[\w.]*|chat|instruct|base|it))?(?![a-z0-9])",
)
#: Sizes that are as often part of another name (Transformer-XL): only where a fact knows them.
_LETTERS = frozenset({"xl", "xxl", "t", "s", "b", "l", "h", "g", "mini", "medium"})
_PAREN_SIZE = re.compile(r" ?[(（] ?(tiny|small|base|large|huge|xl|xxl|\d+(?:\.\d+)?[bm]) ?[)）]")
_ADJECTIVE = re.compile(
    r"[-‐ ]?(?:based|style|like|inspired|type|family|driven)(?![a-z])|[-–]?(?:风格| ?类(?:的)?模型| ?式(?=[一-鿿]))|"
    r"[- ]?(?:规模的?|级别?的?|量级的?|scale|sized?|level)(?: ?模型|[- ]model|[，,。 ]|$)"
)
_SUFFIX = re.compile(
    r"[-_/+][a-z0-9]|\.\d|[ ]?\d(?:\.\d)?(?=[^\d.,a-z层个维头亿万%年步种类轮倍阶人位\s]|\s+[^\d层个维头亿万%年步种类billonmt]|$)|['’]s?(?=[a-z]{2})"
)
_PREFIX = Ending(
    r"(?:dr\. ?|advanced|modular|naive|agentic|corrective|adaptive|chinese|open|long|eva|mini|tiny|fast|faster|mask|mobile|efficient|grounding|deformable|med|bio|sci|"
    r"audio|video|multilingual|conditional|semantic|masked|rotary|spatial|hierarchical|improved|robust|dynamic|sparse|block[- ]sparse|(?:块|局部)?稀疏的?|"
    r"小的|小型|迷你|简化的?|简化版的?|自定义的?|小规模的?|small|smaller|toy|simplified|custom|our|多语言|中文|改进的?|改进版的?|轻量级?|双向的?|多模态|连续的?|隐式的?|显式的?|层次化的?|多分辨率|多尺度|多视角|级联|结构感知|上下文感知|安全|在线|离线|潜在|latent |continuous |implicit |online |offline )[ -]?$"
)
_GENERIC_TAIL = re.compile(
    r" ?(?:的)?(?:编码器|解码器|架构|结构|mlp(?![a-z])|ffn(?![a-z])|层|块|库|网络|骨干|语言模型|变体|类|式|系列|encoder|decoder|block|layer|architecture|"
    r"network|backbone|librar|variant|language|based|s(?![a-z]))"
)
_OWNS = re.compile(r" ?(?:的|['’]s) ?(?:编码器|解码器|判别器|生成器|(?:encoder|decoder)(?![a-z]))")
_GENERIC_LEAD = re.compile(
    r"(?:(?:^|[，,。；;：:！？!?\n“\"《(（*]\s*|\. )(?:(?:in |for )?an? )?|(?:在|对于|原始的?|原版的?|最初的?|标准的?|经典的?|the|the (?:base|big|original|vanilla)|original|了|提出[的了]?|发布[的了]?|推出了?|发明了?|introduced|proposed|invented|presented|与|和|而) ?)$"
)
#: Gemini 1.5: a version that is no entity of its own; its variant is v1.5.
_VERSION = re.compile(r" (?P<number>\d\.\d)(?![\d.a-z%])(?! ?[亿万层维倍种类个年月])")
#: Swin V2
_MARKED_VERSION = re.compile(r" v(?P<number>\d)(?![\d.a-z%])")


class Mention(NamedTuple):
    """[start, end) with its size variant; `entity` is -1 for a name of something else.

    `role`: "subject", "object" (used by something), "compared", "neighbour" (a derivative),
    "adjective" (BERT 层, Transformer 解码器), "owner" (VAE 的编码器: a part of a thing with a common
    noun for a name) or "other" (a longer name of something else).
    """

    start: int
    end: int
    entity: int
    variant: str
    role: str


class Found(NamedTuple):
    """A raw hit of the automaton: [start, end) and the index of its key."""

    start: int
    end: int
    key: int


def _fits_case(written: str, name: str, chinese: bool, exact: bool) -> bool:
    if written == name or written == name.upper() or not name.isascii():
        return True
    letters = re.sub(r"[^A-Za-z]", "", written)
    wanted = re.sub(r"[^A-Za-z]", "", name)
    if letters in (wanted, wanted.upper()):
        return True
    if name.islower() or " " in name or (len(wanted) > 6 and not exact):
        return True
    if (
        len(wanted) == len(letters) == 4
        and letters[1:3] != wanted[1:3]
        and not (letters.istitle() or letters.islower())
    ):
        return False  # RopE is not RoPE
    if wanted.isupper() and len(wanted) < 5 and letters[-1].isupper() and len(letters) < 5:
        return False  # GaN is not GAN
    if letters.islower():
        return chinese and not exact
    # Some capitals: Blip-2, LLama, Llama, Bert; a plain word at the start of a sentence is not one.
    return not exact and (chinese or letters != letters.capitalize())


def _end(text: str, end: int, entity: dict[str, object] | None) -> tuple[int, str, bool]:
    """(end of the name, its variant, whether it is still the same name)."""
    rest = text[end : end + 24]
    if _ADJECTIVE.match(rest):
        return end, "", False
    size = _SIZE.match(rest)
    if size is not None and not (rest[0].isalnum() and rest[0] not in "0123456789"):
        return end + size.end(), size["size"], True
    size = _PAREN_SIZE.match(rest)
    if size is not None:
        return end + size.end(), size[1], True
    return end, "", _SUFFIX.match(rest) is None


def mentions(
    text: str, folded: str, found: Sequence[Found], register: Register, scope: str
) -> list[Mention]:
    """Mentions in order of place, without overlaps, longest first.

    `scope` is the folded text with headings and lead, in which an entity's `elsewhere` and
    `only_with` words are sought.
    """
    named = sorted([(start, -end, key) for start, end, key in found])
    if not named:
        return []
    chinese = _HAN.search(text) is not None
    made: list[Mention] = []
    taken = 0
    for start, minus, key in named:
        end = -minus
        names = register.keys[key].entities
        if start < taken or not is_bounded(folded, start, end):
            continue
        written = text[start:end]
        if folded[end : end + 1] == "s" and text[end] == "S" and not written.islower():
            continue  # VITS is no plural of ViT
        for index, name in names:
            entity = register.entities[index] if index >= 0 else None
            if not _fits_case(written, name, chinese, bool(entity and entity["exact_case"])):
                continue
            stop, variant, same = _end(folded, end, entity)
            if (
                variant in _LETTERS
                and entity is not None
                and variant not in register.variants[index]
            ):
                index, variant = -1, ""
            variant = variant or register.alias_variant.get((index, name), "")
            if entity is not None and not in_context(entity, scope):
                index = -1
            marked = _MARKED_VERSION if same else _VERSION
            version = None if variant or index < 0 else marked.match(folded, end)
            if version is not None:
                stop, variant, same = version.end(), "v" + version["number"], True
            role = role_of(folded, start, stop) if same else "other"
            if role == "subject" and written.islower() and _METHOD.match(folded, stop):
                role = "adjective"
            if (
                entity is not None
                and entity["generic"]
                and not variant
                and not _plain_subject(folded, start, stop)
            ):
                owns = _OWNS.match(folded, stop) and _leads(folded, start)
                role = "owner" if owns else "adjective"
            if not same or _PREFIX.search(folded, max(0, start - 14), start):
                index = -1
            if entity is not None and entity["generic"] and _compound(text, start, stop, entity):
                index, same = -1, False
            if role == "subject" and _PART_BEFORE.search(folded[max(0, start - 10) : start]):
                index, role = -1, "other"
            if " " in name and _LONGER_NAME.match(text, stop) and not _HEAD_NOUNS.match(text, stop):
                index, same = -1, False
            if index >= 0 and _of_other(text, start, index, made):
                index = -1  # CLIP ViT-L: the ViT of CLIP
            if index >= 0 and _IN_TITLE.match(text, stop) and text[start - 1 : start] in _QUOTES:
                index, same = -1, False
            if index < 0 and entity is not None and role == "subject" and not same:
                role = "other"
            if text[start - 1 : start] == "[" and text[stop : stop + 1] == "]":
                continue  # a citation
            made.append(Mention(start, stop, index, variant, role))
            taken = stop
            break
    return made


def _of_other(text: str, start: int, index: int, made: Sequence[Mention]) -> bool:
    """Whether another name stands right before a name, which then is a part of it."""
    if not made or made[-1].end != start - 1 or text[start - 1] != " ":
        return False
    return made[-1].entity != index


def is_bounded(folded: str, start: int, end: int) -> bool:
    """Whether no letter or digit of the same script touches the name."""
    first, last = folded[start], folded[end - 1]
    if first.isascii() and start:
        before = folded[start - 1]
        if before.isascii() and (before.isalnum() or before == "_"):
            return False
        if (
            before == "-"
            and start > 1
            and folded[start - 2].isascii()
            and folded[start - 2].isalnum()
        ):
            return False
    if last.isascii() and end < len(folded):
        after = folded[end]
        if after.isascii() and (after.isalnum() or after == "_"):
            return after == "s" and not folded[end + 1 : end + 2].isalnum()
    return True


def is_version(variant: str) -> bool:
    """Whether a variant is a version, of which most facts of the entity do not tell."""
    return variant[:1] == "v" and variant[1:2].isdigit()


def _plain_subject(folded: str, start: int, end: int) -> bool:
    """Whether a common noun stands alone, so that it is the name."""
    return _GENERIC_TAIL.match(folded[end : end + 16]) is None and _leads(folded, start)


def _leads(folded: str, start: int) -> bool:
    """Whether a clause may begin with what stands at `start`, but for an article."""
    return _GENERIC_LEAD.search(folded[max(0, start - 12) : start]) is not None


#: Words with which a common noun is no other name: the Transformer Encoder.
_HEAD_NOUNS = re.compile(
    r" (?:Models?|Base|Large|Big|Small|Encoders?|Decoders?|Architectures?|Blocks?|Layers?|Networks?|Paper|Was|Is|Has|And|Or)(?![a-z])"
)
_WORD_BEFORE = re.compile(
    r"(?:^|[\s，。、（(])(?!The |A |An |In |Original |Vanilla |Standard |And |Or |Of |With )[A-Z][a-z]+ $"
)


def _compound(text: str, start: int, end: int, entity: dict[str, Any]) -> bool:
    """Whether capitalised words make another name: Sentence Transformer, Transformer Reinforcement."""
    written = text[start:end]
    if not written.isascii():
        return False
    if re.match(r" [A-Z][a-z]+", text[end : end + 8]) and not _HEAD_NOUNS.match(text, end):
        return True
    return _WORD_BEFORE.search(text[max(0, start - 20) : start]) is not None


#: 文本编码器 T5-XXL 有…: a part of something else, of which less is known.
_PART_BEFORE = re.compile(
    r"(?:编码器|解码器|骨干网络|主干网络|教师|学生|encoder|decoder|backbone) ?[（(]? ?$"
)
#: “Mixture-of-Experts with Expert Choice Routing”: the name begins a title.
_IN_TITLE = re.compile(r"(?:[:：]? [A-Za-z][A-Za-z-]*){2,}[”\"》]")
_QUOTES = tuple('“"《')
#: Retrieval-Augmented Generation Assessment: the name goes on.
_LONGER_NAME = re.compile(r" (?!Is|Was|Has|And|Or|In|For|With|By)[A-Z][a-z]{2,}")


#: a knowledge distillation method: one of a kind, not the kind.
_METHOD = re.compile(
    r"[- ](?:based )?(?:method|model|approach|framework|technique|algorithm|loss|objective|scheme)s?(?![a-z])"
)


def in_context(entity: dict[str, Any], scope: str) -> bool:
    """Whether the words around, folded in `scope`, let an entity be meant."""
    if entity["elsewhere"] and any(word in scope for word in entity["elsewhere"]):
        return False
    return not entity["only_with"] or any(word in scope for word in entity["only_with"])
