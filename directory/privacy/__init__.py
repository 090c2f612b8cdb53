"""The guard against personal data: nothing about a child, a family or a school is ever kept.

In: any text that somebody typed. Out: `findings`, what looks personal in it, and whether that is certain: then it is
refused, else asked about once more. `forms` is that rule as a form. `networks` says what of an IP address may be
counted by or kept. It knows nothing else of ours, so that all may use it.
"""
