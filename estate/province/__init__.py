"""
The province a new development estate lives in: recognitions of earlier years, a round under way, things due, one parked event.

Made once, after `ready:`, in a process of its own, through the public endpoints and the development clock.
"""
