"""Changed papers: what became of a dossier's papers since it was handed in, shown on its cases; what was judged stays as it was."""
