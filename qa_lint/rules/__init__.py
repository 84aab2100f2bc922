"""Built-in rules: rules/FAMILY/NAME.py holds the rule FAMILY/NAME."""
