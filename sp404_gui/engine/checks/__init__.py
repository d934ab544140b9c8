"""The checklist: everything that is looked at before the first call."""
