"""The development identity provider: anybody of people.yaml signs in with one click. Never part of a deployment."""
