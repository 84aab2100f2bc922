"""The commands: one module each, with `add(parser)` and `run(arguments) -> exit status`."""
