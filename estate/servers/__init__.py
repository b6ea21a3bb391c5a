"""The servers an estate runs beside the services: broker, database, mail catcher, identity provider."""
