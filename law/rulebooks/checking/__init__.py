"""What checks a rulebook file: all of it by `files.py`, which loads the lists and the calendar; nothing here loads them."""
