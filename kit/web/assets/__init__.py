"""Page assets that others make (GOV.UK Frontend): fetched at set-up by their lock, never kept in the repository."""
