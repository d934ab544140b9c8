"""How the cells of the list are painted."""
