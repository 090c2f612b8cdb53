"""Documents for paper and for screen readers: tagged PDF (PDF/UA-1), set by typst.

In: a `Document` of plain values, whose words may be anybody's and in any letters. Out: its file, made once for all
that it says and by one process of the machine at a time; or the calm page that says to come back. What documents say
is for the rooms above, each in its `pdf`.
"""
