"""What somebody takes along as a file: a list, and the directory of who can help."""
