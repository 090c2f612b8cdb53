"""A change that an organisation wants: what it is made of, how it is put together with the entry, and deciding."""
