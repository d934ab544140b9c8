"""The map: each sample's place on a plane, alike ones near each other."""
