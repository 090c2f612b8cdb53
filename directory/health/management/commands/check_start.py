from django.core.management.base import BaseCommand, CommandError

from directory.health.start_checks import problems


class Command(BaseCommand):
    help = "Refuse, in one line, to start what would not work. The web server and the worker ask this first."
    requires_system_checks = []

    def handle(self, **options):
        for problem in sorted(problems(), key=lambda problem: -problem.level):
            if problem.is_serious():
                raise CommandError(problem.msg)
            self.stderr.write(problem.msg)
