"""Remote links and pictures: asked for once each, politely, and never inside a private network.

Nothing here is imported without `--remote`: the HTTP library costs more than a warm run.
"""
