"""Whether what stands above a block is about one thing alone."""

from __future__ import annotations

from .above import names_in
from .context import Context, Subject


def is_title_of(context: Context, subject: Subject) -> bool:
    """Whether the heading right above, if there is one, names the subject and nothing else.

    A subject that a lead names may be missing from the heading; below a heading no lead may name
    another.
    """
    if not context.block.headings:
        return True
    named = names_in(context.block.headings[-1], context.register)
    if subject.how == "lead":
        return not named - {subject.entity}
    below = names_in(context.block.lead.rpartition("\n\n")[2], context.register)
    return named == {subject.entity} and not below - named
