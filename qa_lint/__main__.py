"""`python -m qa_lint`."""

from .cli import entry

if __name__ == "__main__":
    entry()
