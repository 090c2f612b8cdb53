"""What many readers at once get of the site in production settings, on PostgreSQL, with its starter content.

Asked by wrk, 16 at a time, for a minute. Each way through `JOURNEY` is somebody's visit: from the home page, or the
page for an incident, to a search, to entries and hubs. Everybody is somewhere else on it, and nobody waits.
"""

import json
import re
import shutil
import subprocess
import tempfile

from tests.faults.cluster import cluster
from tests.faults.site import Site
from tests.machine import postgres_folder

SECONDS, READERS, THREADS = 60, 16, 2
PLACES = """
import json
from directory.catalogue.models import Entry
from directory.topics.models import Hub
entries = [entry.get_absolute_url() for entry in Entry.objects.published().order_by("pk")[::5]]
print(json.dumps([entries, [f"/topics/{slug}/" for slug in Hub.objects.values_list("topic__slug", flat=True)]]))
"""
WORDS = "consent", "sexting", "sharing nudes year 8", "harmful sexual behaviour", "safeguarding policy", "bullying"
WORDS += "year 5 relationships lesson send", "upskirting", "tamworth counselling", "a boy keeps touching girls"
FILTERS = "sector=primary", "audience=dsl", "year=y5&ability=pmld", "kind=organisation&district=tamworth"
ANSWERS = "what=image&harmed=13-15", "what=violence&harmed=10-12&danger=no"
JOURNEY = "/", "{words}", "{entry}", "{filters}", "{entry}", "/get-help-now/", "{answers}", "{hub}", "{entry}"
JOURNEY += "{words}", "/lessons/", "{entry}", "/directory/", "{hub}"
# Each thread of wrk begins at another place. Of the latencies it knows each percentile, in microseconds.
SCRIPT = """
local paths, threads, place = {%s}, 0, nil
function setup(thread) thread:set("first", threads * math.floor(#paths / %d)); threads = threads + 1 end
function init() place = first end
function request()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place])
end
function done(summary, latency)
  io.write(string.format("p50 %%d p95 %%d p99 %%d\\n", latency:percentile(50), latency:percentile(95),
    latency:percentile(99)))
end
"""
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}


def report():
    """Markdown; empty on a machine without wrk or PostgreSQL."""
    if not (shutil.which("wrk") and postgres_folder()):
        return ""
    rate, latencies, errors = measured()
    return (
        f"\n## {READERS} readers at once, PostgreSQL, two processes, {SECONDS} seconds\n\n"
        f"wrk on the same machine: {rate:.0f} requests a second; p50 {latencies['50']:.0f} ms, p95"
        f" {latencies['95']:.0f} ms, p99 {latencies['99']:.0f} ms; {errors or 'no'} errors. A third are entries, a"
        " seventh searches for words.\n"
    )


def measured():
    """(requests a second, percentile -> ms, errors)"""
    with cluster(postgres_folder()) as server:
        site = Site(server.url)
        site.prepare()
        site.start()
        try:
            paths = visits(*json.loads(site.manage("shell", "--no-imports", "-c", PLACES).splitlines()[-1]))
            with site.client() as client:
                wrong = {path: answer for path in set(paths) if (answer := client.get(path).status_code) != 200}
            assert not wrong, wrong
            return asked(site.port, paths)
        finally:
            site.stop()


def visits(entries, hubs):
    """Every path that is asked for, in its order."""
    kinds = {"{entry}": entries, "{hub}": hubs}
    kinds["{words}"] = [f"/search/?q={words.replace(' ', '+')}" for words in WORDS]
    kinds["{filters}"] = [f"/search/?{filters}" for filters in FILTERS]
    kinds["{answers}"] = [f"/who-do-i-call/?{answers}" for answers in ANSWERS]
    turns = dict.fromkeys(kinds, 0)
    paths = []
    for step in JOURNEY * max(len(entries), len(hubs)):
        if step in kinds:
            turns[step], step = turns[step] + 1, kinds[step][turns[step] % len(kinds[step])]
        paths.append(step)
    return paths


def asked(port, paths):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(SCRIPT % (", ".join(map(json.dumps, paths)), THREADS))
        file.flush()
        command = ["wrk", "-t", str(THREADS), "-c", str(READERS), "-d", f"{SECONDS}s", "-s", file.name]
        command += [option for name, value in HEADERS.items() for option in ("-H", f"{name}: {value}")]
        command.append(f"http://127.0.0.1:{port}")
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    latencies = {name: int(value) / 1000 for name, value in re.findall(r"p(\d+) (\d+)", said)}
    errors = re.search(r"Non-2xx or 3xx responses: (\d+)", said), re.search(r"Socket errors: (.*)", said)
    return rate, latencies, "; ".join(error[1] for error in errors if error)


if __name__ == "__main__":
    print(report())
