"""Every public page is valid HTML, by the Nu HTML checker."""

import json
import subprocess

import pytest

from tests import machine
from tests.addresses import BOXES, PUBLIC, UNUSUAL, prepare

VNU = machine.ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.vnu
@pytest.mark.django_db
@pytest.mark.usefixtures("starter_content")
def test_every_page_is_valid_html(client, tmp_path):
    prepare()
    for number, (name, address) in enumerate((PUBLIC | BOXES).items()):
        response = client.get(address)
        assert response.status_code == UNUSUAL.get(name, 200), name
        (tmp_path / f"{number:02} {name}.html").write_text(response.text)
    live = client.get("/search/?q=consent", headers={"HX-Request": "true"}).text
    (tmp_path / "live.html").write_text(
        f"<!DOCTYPE html><html lang='en'><title>Live</title><body>{live}</body></html>"
    )
    command = ["java", "-jar", VNU, "--format", "json", "--stdout", "--exit-zero-always", tmp_path]
    checked = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = [item for item in json.loads(checked.stdout)["messages"] if item["type"] == "error"]
    assert [(item["url"].rpartition("/")[2], item["message"], item.get("extract")) for item in messages] == []
