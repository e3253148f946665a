"""Assessment results as OSCAL has them."""
