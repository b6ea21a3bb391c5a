"""Appeals of producers against rulings: lodged, accepted or refused, settled by the office that ruled, each by its day."""
