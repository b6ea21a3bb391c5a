"""How a message leaves the house: claimed, sent, tried again, given up, taken over by a person."""
