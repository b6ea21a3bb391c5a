"""Decisions: one act of an authority over 1 to 500 products, drafted here, signed on paper, issued all or nothing."""
