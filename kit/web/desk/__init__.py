"""The page of parked events: every service that hears events has one, for whoever operates it."""
