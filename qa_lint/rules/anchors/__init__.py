"""Rules of the family anchors."""
