"""What is kept on disk: job folders and the result cache."""
