"""`--self-test`: whether an installed application works on this machine, tried on the demo samples without a screen or a network."""
