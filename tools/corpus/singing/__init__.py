"""Sounds made from nothing: singing, choirs, treated and shouted voices, and the instruments and effects that are nearest to them."""
