"""Checking the spelling of Chinese and English text; knows nothing of Markdown."""
