"""Citizens' reports: what anybody says of a product on its public page, answered by an office, never shown in public."""
