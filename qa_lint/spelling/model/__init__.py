"""Wrong Chinese characters that no list knows: proposed by sound and shape, weighed by words."""
