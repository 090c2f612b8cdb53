"""Quality: the county's criteria, reviews by two people, the mark that follows, and how it lapses."""
