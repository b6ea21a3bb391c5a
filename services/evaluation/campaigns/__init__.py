"""Campaigns: the certificates of one decision, or of one window of last days, judged again; line by line, as events say."""
