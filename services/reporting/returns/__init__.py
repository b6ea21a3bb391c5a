"""Returns: what every office reports upwards, filled in by the platform, approved level by level, consolidated."""
