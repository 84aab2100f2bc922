"""The maintainers' batch report: a page to work through, tables, and work lists."""
