"""Breaches of law or of the rules of the mark: taken up, measures step by step, proof, objections, and how they ended."""
