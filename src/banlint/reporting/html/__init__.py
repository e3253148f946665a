"""The parts of the HTML report: its page, style and script as files, and what fills them."""
