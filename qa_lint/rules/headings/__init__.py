"""Rules of the family headings."""
