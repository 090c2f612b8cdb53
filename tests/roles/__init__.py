"""Who gets what at every address: `things` are what an address can name, `statuses.txt` says each answer."""
