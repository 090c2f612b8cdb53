"""Replicas of the database, which answer readers so that it need not, and go on while it is away.

In: the replicas that DATABASE_REPLICA_URL names, and a request. Out: the one that may answer it, in the place of the
database for this request alone. None may that could be further behind than REPLICA_LAG.
"""
