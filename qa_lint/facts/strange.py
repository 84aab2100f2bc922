"""How names look that the register does not know."""

from __future__ import annotations

import re

#: A Latin word that is written like a name.
STRANGER = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Za-z0-9.+-]*[A-Z])[A-Za-z][A-Za-z0-9.+-]*[A-Z0-9][A-Za-z0-9.+-]*"
)
#: Abbreviations that name no model.
NOT_NAMES = re.compile(
    r"(?:LLMs?|NLP|AI|API|GPU|TPU|CPU|CV|NLU|NLG|MLP|FFN|CNNs?|RNNs?|VLM|MLLM|AGI|AIGC|SOTA|MLM|NSP|ITC|ITM|LM|"
    r"Q-Former|KL|MSE|GAE|MDP|ELBO|NMS|RoIs?|IoU|mAP|BN|LN|FC|Critic|Actor|BPE|Top-\d|MHA|Q\d*|A\d*|PLM|QKV|KV|FLOPs?|RL|SFT|RM|IT|ID|OCR|VQA|ImageNet)$"
)
#: A Latin name that the register does not know, at the start of a clause.
UNKNOWN = re.compile(
    r"[\s“\"《*（(]*(?:而|但|在|对于|对|与|[一-鿿A-Za-z]{2,12} ?的 ?|the |in |for |and |while |whereas )?\s*"
    r"(?P<name>(?=[A-Za-z0-9.+-]*[A-Z])[A-Za-z][A-Za-z0-9.+-]*[A-Z0-9][A-Za-z0-9.+-]*)"
)
#: In Chinese text any capitalised Latin word at the start of a clause is a name.
UNKNOWN_ZH = re.compile(
    r"[\s“\"《*]*(?:而|但|在|对于|对|与|[一-鿿A-Za-z]{2,12} ?的 ?)?\s*(?P<name>[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9](?: [A-Z0-9][A-Za-z0-9.+-]*){0,3})(?=\s*[\u4e00-\u9fff])"
)
#: 但是 elmo 实际上是…: a name in small letters, as people type it.
UNKNOWN_LOWER = re.compile(
    r"\s*(?:而|但是?|其中|不过)? ?(?P<name>(?!token|batch|loss|attention|encoder|decoder|embedding|layer|mask|patch|prompt|query|"
    r"queries|key|value|softmax|self|head|model|the |and |for |with |but |it |its )[a-z][a-z0-9]{2,11}) ?(?=(?:实际|是|则|采用|使用|用的|由|会|把|将|有(?!限|效)))"
)
#: 而微调需要…, 后一种方法则…: the clause has another subject.
OTHER_ZH = re.compile(
    r"\s*(?:而(?!且|是|不|非|由|使用|采用|用|在|通过|从|对|将|把|并|后|总|每|其|它|该|参数|层数|训练|模型|这|成|有|只|仅|无|没)"
    r"[一-鿿]{2}|[一-鿿]{2,8}则(?!是|为|由))"
)
PLACEHOLDER = "\ufffc"
ANY_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9.+-]*[A-Za-z0-9]")
