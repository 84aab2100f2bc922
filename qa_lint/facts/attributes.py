"""Which attribute, and which size, a number is said of."""

from __future__ import annotations

import re

from .context import Context, Subject
from .numbers import Number
from .places import clause_of
from .text import Sentence

_SIZE_WORD = re.compile(
    r"(?<![a-z0-9.])(\d+(?:\.\d+)?[bm]|tiny|mini|small|base|medium|large|huge|giant|xl|xxl)[ -]?(?:版|规模|大小的|模型|version|model|variant)"
)
_OTHER_SIZE = re.compile(
    r"\s*(?:而|其中|，)?(\d+(?:\.\d+)?[bm]|base|large|small|tiny|huge|xl|xxl)(?: ?(?:版本?|模型|规模|的?版))? ?(?=[则的有是为用在层共含])"
)
_POOLING = re.compile("池化层|pooling layer")
#: a vocabulary of 32,000 tokens: what is counted is named before it.
_OF = re.compile(r"[a-z] of (?:about |around |only |just |roughly |merely |over )?$")
#: Of a mixture of experts: what one token uses, not the whole.
_ACTIVE = re.compile(
    r"激活|每个 ?(?:token|词元|词)[^，,。；;]{0,8}(?:用|使用|参与|经过|计算)|(?<![a-z])(?:activat|active)|(?:per|for each|for every) token"
)
#: 只路由到 1 个专家: how many a token sees.
_ROUTED = re.compile(
    r"(?:路由[到给至]|选择?|选中|选出|激活|分配[到给]|送[到入]|发[到给]|(?<![a-z])(?:rout\w+ (?:it )?to|activat\w*|select\w*))(?:了|其中)? ?(?:top-?)?$"
)
_TOTAL = re.compile(r"总[共计]?的?(?:参数|规模)[^，,。；;\d]{0,6}$|total [^,.;\d]{0,20}$")
_TAKEN = re.compile(r"[\dbmk亿万千百%] ?个?$")
#: Counted in thousands at least: "four parameter versions" is none of these.
_LARGE = frozenset({"parameters", "active_parameters", "tokens", "data_size"})
#: More pixels than that is a count of images.
_LARGEST_SIDE = 20_000


def attribute_of(
    context: Context,
    sentence: Sentence,
    entity: int,
    number: Number,
    after: int,
    before: str,
    clause: tuple[int, int],
    extra: frozenset[str],
    size_given: bool,
) -> str | None:
    """The attribute that a number is said of: by its unit, else by a cue before it."""
    register = context.register
    words = context.folded[clause[0] : clause[1]]
    if clause[0] > sentence.start and context.folded[clause[0] - 1] in ":：":
        words = context.folded[sentence.start : clause[1]]  # 每张卡：2 个专家
    whole = context.folded[sentence.start : sentence.end]
    best: tuple[int, int, str] | None = None
    names = register.value_attributes[entity] if entity >= 0 else frozenset()
    # A method such as mixture of experts has no size; only a thing with one is compared.
    for name in sorted(names | extra if names & extra else names):
        shared = register.attributes[name]
        if shared.get("number") == "year":
            continue
        if (shared.get("number") == "percent") and not (number.percent or number.value < 1):
            continue
        if number.percent and shared.get("number") != "percent":
            continue
        cues = register.cues(entity if name in names else -1, name)
        scope = whole if shared.get("number") == "percent" else words
        if cues.unless is not None and cues.unless.search(scope):
            continue
        if size_given and shared.get("number") != "size":
            continue
        if name == "layers" and _POOLING.search(whole):
            continue  # 共 11 层: 5 个卷积层, 3 个池化层: another way to count
        if name == "experts" and _ROUTED.search(before):
            continue
        if name == "active_parameters" and _TOTAL.search(before):
            continue
        if number.value < 1000 and name in _LARGE:
            continue
        if name == "image_size" and number.value > _LARGEST_SIDE:
            continue
        unit = cues.unit.match(context.folded, after) if cues.unit is not None else None
        if unit is not None and (
            shared.get("cue") != "required" or (cues.cue and cues.cue.search(words))
        ):
            rank = (2, unit.end() - unit.start(), name)
        elif (
            cues.cue is not None
            and number.written == "digits"
            and not (unit is None and _unit_of_other(context, after) and not _OF.search(before))
        ):
            cue = cues.before(before)
            if cue < 0 or cue < len(before) - (number.start - clause[0]) - 14:
                continue
            if _taken(context, number.start - len(before) + cue):
                continue  # 3 亿参数量、33 亿训练数据: the cue is the unit of a number before it
            rank = (1, cue, name)
        else:
            continue
        if best is None or rank > best:
            best = rank
    if best is None:
        return None
    if best[2] == "parameters" and "active_parameters" in names and _ACTIVE.search(words):
        return "active_parameters"
    return best[2]


def _taken(context: Context, cue: int) -> bool:
    """Whether the cue at an offset is the unit of a number before it."""
    if _TAKEN.search(context.folded, max(0, cue - 4), cue) is None:
        return False
    return not any(cue - 2 <= m.end <= cue for m in context.mentions)


def _unit_of_other(context: Context, after: int) -> bool:
    """Whether a unit follows that shows that the number counts something else."""
    return (
        re.match(
            r"[ -]?(?:模型|版本|model|层|倍|种|类|步|年|月|日|小时|天|张|块|次|轮|%|个(?! ?(?:位置|token|词|子词|wordpiece|条目|单词|符号))|分|阶段|训练|美元|美金|欧元|元|dollars?|usd|tflops|gflops|t?flop|tokens?/s|fps|数据|token|词|×|x\d|gb|mb|tb|ms|"
            r"layers?|times|heads?|steps?|epochs?|gpus?|days|hours|points?|billion|million|parameters|images|classes|languages)",
            context.folded[after : after + 12],
        )
        is not None
    )


def variant_of(
    context: Context, subject: Subject, number: Number, sentence: Sentence, fact: int
) -> str:
    """The size variant that a claim is about, as a key of the fact, "" for none."""
    variants = context.register.facts[fact]["variants"]
    if subject.how != "clause":
        first, _ = clause_of(context, sentence, number.start)
        other = _OTHER_SIZE.match(context.folded, first, number.start)
        if other is not None:
            return other[1]  # PaLM 62B 有 64 层，8B 有 32 层
    said = subject.variant
    if said:
        for key in (said, said.split("/")[0], said.rpartition("/")[2]):
            if key in variants:
                return key
        return said
    first, _ = clause_of(context, sentence, number.start)
    words = context.folded[first : number.start]
    size = _SIZE_WORD.search(words)
    if size is not None and size[1] not in variants:
        return size[1]
    best = ""
    place = -1
    for key in variants:
        if key.isdigit():
            continue  # 18、34、50 层: numbers, not the names of sizes
        for match in re.finditer(rf"(?<![a-z0-9.]){re.escape(key)}(?![a-z0-9])", words):
            if match.start() > place:
                place, best = match.start(), key
    named = [key for key in variants if not key.isdigit()]
    if not best and named:
        behind = re.match(
            r"[^，,。]{0,14}?[（(]? ?(" + "|".join(map(re.escape, named)) + r")(?![a-z0-9])",
            context.folded[number.end : sentence.end],
        )
        best = behind[1] if behind and len(behind[1]) > 1 else ""
    return best
