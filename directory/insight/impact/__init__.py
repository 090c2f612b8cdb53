"""What changed in a period, for those who ask whether it made a difference.

In: a `Period`. Out: five sentences (`story`), two charts (`charts`) and tables, all from the same `figures`. Of what
readers did, no number below `wording.FEW` is told; what our team did is told exactly.
"""
