"""When a call may leave: what an account allows, shared by everything on this machine that runs with the same key."""
