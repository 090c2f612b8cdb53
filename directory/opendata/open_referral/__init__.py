"""Open Referral UK (HSDS-UK 3.0) at `/api/oruk/`: support organisations as services, for directories elsewhere.

In: the question in an address. Out: JSON by the standard; docs/open-referral.md says what becomes what. Nothing that
the public page of an organisation does not show leaves here.
"""
