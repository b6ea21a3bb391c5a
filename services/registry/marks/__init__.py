"""Uses of the certification mark: on what a product shows it, whether that is in order, and what has to be taken down."""
