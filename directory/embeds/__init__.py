"""Small pages that a school shows in a frame on its own website, and the page where it chooses one.

In: a topic, a district or nothing. Out: numbers and first steps for whoever reads a school's website, without a
script or a cookie. The other pages of the site cannot be framed by anybody.
"""
