"""The second factor: codes of an app, passkeys, and recovery codes for the day the telephone is lost.

allauth keeps apps and passkeys (`mfa.Authenticator`) and asks for them between the password and the desk. Recovery
codes, the wait after a wrong code, and what a session has proved so far are here.
"""
