"""Priorities: which products offices put first, by declared criteria, each place explained; lists are published and stay as they were."""
