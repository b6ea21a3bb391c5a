"""Official papers: described once, written as DOCX and PDF, drafted, signed, and recognised when they come back."""
