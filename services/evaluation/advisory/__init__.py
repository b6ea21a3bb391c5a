"""Advisory: what an advisory team does on a case, from the giving out of the work to the one sealed report."""
