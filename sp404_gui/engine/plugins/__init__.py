"""Stages that other packages bring along."""
