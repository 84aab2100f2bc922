"""Speed against other tools: `make bench` writes RESULTS.md."""
