"""Documents to assets: one small module a shape, the generic one for the rest."""
