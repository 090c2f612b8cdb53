"""What the search page says, as plain values. In: a valid `EntryFilterSet` and its hits. Out: `page.SearchPage`."""
