"""Resources: money for the programme by source, planned, allocated and spent, each entry with its paper, none overwritten."""
