"""Who is to be reached, and where: producers by the registry's word, offices by their own."""
