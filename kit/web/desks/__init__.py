"""The page of desks: what waits for this person in this service, and the way to the desks of the others."""
