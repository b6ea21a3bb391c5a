"""Activities: what offices held for the programme, each recorded once, where it happened."""
