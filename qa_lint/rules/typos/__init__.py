"""Rules of the family typos."""
