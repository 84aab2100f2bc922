"""Building the data of qa_lint/spelling/model from packages; run by tools/build_models.py."""
