"""HTTP doors: the application, its pages and its problems, the same for every service."""
