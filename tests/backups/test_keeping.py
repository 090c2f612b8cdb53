"""Which backups are kept: by their numbers, whatever a clock says."""

from datetime import UTC, datetime, timedelta

import pytest

from directory.backups.backup_file import write_backup
from directory.backups.errors import BackupError
from directory.backups.folders import forget_left_behind, refuse_full, scratch_file
from directory.backups.keeping import backups_in, forget_old, newest, next_number
from directory.backups.manifest import APPLICATION

START = datetime(2026, 1, 1, 2, tzinfo=UTC)


def a_backup(folder, number, made_at, application=APPLICATION):
    manifest = {"application": application, "number": number, "made_at": made_at.isoformat(), "salt": ""}
    with open(folder / f"{number}.backup", "wb") as file:
        write_backup(file, manifest, [b"dump"], key="")


def numbers(folder):
    return [manifest["number"] for _, manifest in backups_in(folder)]


def test_the_newest_and_one_for_each_month_are_kept(tmp_path):
    for day in range(120):
        a_backup(tmp_path, day + 1, START + timedelta(days=day))
    assert forget_old(folder=tmp_path, keep=5, keep_monthly=3) == 120 - 7
    assert numbers(tmp_path) == [120, 119, 118, 117, 116, 90, 59]  # and the last of March and of February
    assert forget_old(folder=tmp_path, keep=5, keep_monthly=3) == 0


@pytest.mark.parametrize("jump", [timedelta(days=9000), -timedelta(days=9000)])
def test_a_clock_that_jumps_deletes_no_new_backup(tmp_path, jump):
    for day in range(20):
        a_backup(tmp_path, day + 1, START + timedelta(days=day) + (jump if day == 19 else timedelta()))
    forget_old(folder=tmp_path, keep=14, keep_monthly=12)
    assert numbers(tmp_path) == list(range(20, 6, -1))


def test_what_is_not_ours_is_left_alone_and_the_newest_is_never_deleted(tmp_path):
    (tmp_path / "broken.backup").write_bytes(b"resource bank backup\n\0")
    (tmp_path / "other.backup").write_text("Something else")
    a_backup(tmp_path, 7, START, application="something else")
    assert next_number(tmp_path) == 1
    with pytest.raises(BackupError, match="There is no backup"):
        newest(tmp_path)
    a_backup(tmp_path, 8, START)
    assert forget_old(folder=tmp_path, keep=0, keep_monthly=0) == 0
    assert newest(tmp_path).name == "8.backup"
    assert len(list(tmp_path.iterdir())) == 4


def test_what_a_killed_process_left_is_taken_away_and_what_is_being_written_is_not(tmp_path):
    left = tmp_path / ".resourcebank-left.part"
    left.write_text("half a backup")
    with scratch_file(tmp_path) as (_, path):
        assert not left.exists()
        assert path.stat().st_mode & 0o777 == 0o600
        forget_left_behind(tmp_path)
        assert path.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_before_anything_is_written(tmp_path):
    with pytest.raises(BackupError, match="not enough room"):
        refuse_full(tmp_path, 10**18)
