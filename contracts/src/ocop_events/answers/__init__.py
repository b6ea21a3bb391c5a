"""What the registry answers to other agencies, each on a topic that only this agency may read."""
