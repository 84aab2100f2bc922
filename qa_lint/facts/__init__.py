"""The register of facts: loading packs and matching claims in plain text; no Markdown knowledge."""
