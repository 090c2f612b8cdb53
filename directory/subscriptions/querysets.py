from directory.correspondence.secret_link import SecretLinkQuerySet


class SubscriptionQuerySet(SecretLinkQuerySet):
    def confirmed(self):
        return self.open().filter(confirmed_at__isnull=False)

    def never_confirmed(self, now):
        """Those whose week is over."""
        return self.filter(confirmed_at=None, expires_at__lte=now)

    def to_tell(self, until):
        """Those who get what is new each week and have not been told of all until then."""
        return self.confirmed().exclude(what="meetings").filter(told_until__lt=until)

    def of_network(self, network):
        return self.confirmed().filter(network=network)
