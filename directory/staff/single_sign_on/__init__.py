"""Signing in with the council's own accounts, by OpenID Connect: its groups are our roles.

The directory tells at each sign-in who somebody is and in which groups; roles are given and taken accordingly. Nobody
makes an account in any other way, and nobody without a group that means a role gets in. Settings:
`settings/single_sign_on.py`.
"""
