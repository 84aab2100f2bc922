"""How many of real typos the rules find, and how often they are wrong."""
