"""What the program hears: decoding, and one small pure function a measurement."""
