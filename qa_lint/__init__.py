"""qa-lint: a content linter for Markdown repositories of questions and answers."""

__version__ = "0.1.0"
