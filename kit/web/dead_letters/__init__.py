"""The dead-letter queue page: every service that consumes events has one, for whoever operates it."""
