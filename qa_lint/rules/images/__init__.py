"""Rules of the family images."""
