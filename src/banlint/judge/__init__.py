"""Judgement: an asset's identity, the law of a day and the asker's question give findings. Pure."""
