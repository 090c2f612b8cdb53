"""The page of a topic and its incident sheet as documents: the same words as the pages, from the same data."""
