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
