"""The page of queues: what waits for this person in this service, and the way to the queues of the others."""
