"""Directives: official letters that give offices tasks; who read them, what was answered, what is late."""
