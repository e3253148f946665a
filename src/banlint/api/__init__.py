"""banlint as a library: `banlint.check` and `banlint.identify`, and what the command builds on."""
