"""Snapshots: whole or absent, one writer, old readers undisturbed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time

import duckdb
import pandas as pd
import pytest

from pipelines.errors import LandingError
from pipelines.land import database, snapshot
from pipelines.land.layout import Layout
from pipelines.land.snapshot import Candidate, current, restore, snapshots
from pipelines.validate import quarantine
from tests.unit.land.rows import key, row, tables


@pytest.fixture(autouse=True)
def no_views(monkeypatch):
    """Views and macros have their own tests; here the database is tables alone."""
    monkeypatch.setattr(database, "_sources", lambda _folder: {})


@pytest.fixture
def layout(tmp_path):
    return Layout(tmp_path / "warehouse")


def publish(layout, name="Northland", *, keep=snapshot.KEEP, facts=None):
    """Publish the small story with the actor called ``name``."""
    rows = tables()
    actors = rows["actors"].to_pylist()
    actors[[a["actor_id"] for a in actors].index(key("act", 1))]["name"] = name
    rows = tables(actors=actors)
    with Candidate(layout, keep=keep) as candidate:
        for table, found in rows.items():
            candidate.put(table, "b1", found)
        return candidate.publish(facts)


def seen(layout):
    """The actor's name as Parquet and database tell it; both must be of one state."""
    parquet = set(pd.read_parquet(layout.parquet / "actors")["name"])
    with duckdb.connect(str(layout.database), read_only=True) as connection:
        assert {name for (name,) in connection.execute("SELECT name FROM actors").fetchall()} == parquet
    return parquet & {"Northland", "Eastland", "Westland"}


def test_a_publication_is_read_through_stable_paths(layout):
    published = publish(layout)
    assert seen(layout) == {"Northland"}
    assert sorted(p.parent.name for p in layout.parquet.rglob("*.parquet")) == sorted(tables())
    assert [p.name for p in (layout.root / "parquet" / "actors").rglob("*.parquet")] == ["b1.parquet"]
    assert published.row_counts()["actors"] == 3
    assert published.is_current
    assert current(layout) == published


def test_a_later_publication_replaces_an_earlier_one(layout):
    first = publish(layout, "Northland")
    second = publish(layout, "Eastland")
    assert seen(layout) == {"Eastland"}
    assert second.number == first.number + 1
    assert [s.snapshot_id for s in snapshots(layout)] == [first.snapshot_id, second.snapshot_id]


def test_equal_content_makes_no_new_snapshot(layout):
    first = publish(layout)
    assert publish(layout) == first
    assert len(snapshots(layout)) == 1


def test_equal_content_in_two_warehouses_has_equal_ids_and_bytes(tmp_path):
    one, two = Layout(tmp_path / "one"), Layout(tmp_path / "two")
    assert publish(one).snapshot_id == publish(two).snapshot_id
    for path in one.published().rglob("*.parquet"):
        twin = two.published() / path.relative_to(one.published())
        assert path.read_bytes() == twin.read_bytes()
    assert (one.published() / "snapshot.json").read_bytes() == (two.published() / "snapshot.json").read_bytes()


def test_unchanged_parts_are_linked_not_copied(layout):
    publish(layout, "Northland")
    with Candidate(layout) as candidate:
        for table, found in tables().items():
            if table == "actors":
                candidate.put(table, "b1", found.slice(0, 0))
            elif table not in ("actor_mentions", "event_participants", "statements", "event_mentions", "casualties"):
                assert candidate.link(table, "b1")
        assert not candidate.link("actor_mentions", "b2")
        candidate.publish()
    old, new = (s.folder / "parquet/documents/b1.parquet" for s in snapshots(layout))
    assert old.stat().st_ino == new.stat().st_ino


def test_a_file_system_without_hard_links_gets_copies(layout, monkeypatch):
    publish(layout)

    def refuse(*_):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    with Candidate(layout) as candidate:
        assert candidate.link("documents", "b1")
        copied = candidate.parquet / "documents/b1.parquet"
        assert copied.read_bytes() == (layout.parquet / "documents/b1.parquet").read_bytes()


def test_a_table_without_parts_has_a_folder_with_its_schema(layout):
    with Candidate(layout) as candidate:
        candidate.publish()
    assert pd.read_parquet(layout.parquet / "casualties").columns[0] == "casualty_id"
    assert (layout.quarantine / "documents").is_dir()


def test_the_quarantine_lands_beside_the_tables(layout):
    refusal = quarantine.Refusal(table_name="documents", source_path="x.bin", stage="ingest", reason="no text", remedy="remove the file")
    with Candidate(layout) as candidate:
        candidate.put_quarantine("documents", "b1", quarantine.collect([refusal]))
        candidate.put_quarantine("actors", "b1", quarantine.collect([]))
        published = candidate.publish()
    assert published.row_counts("quarantine") == {"documents": 1}
    assert pd.read_parquet(layout.quarantine / "documents")["reason"].tolist() == ["no text"]
    with duckdb.connect(str(layout.database), read_only=True) as connection:
        assert connection.execute("SELECT source_path, remedy FROM quarantine").fetchall() == [("x.bin", "remove the file")]
    with Candidate(layout) as candidate:
        assert candidate.link_quarantine("documents", "b1")


def test_the_last_snapshots_stay_and_older_ones_go(layout):
    made = [publish(layout, name, keep=3) for name in ("Northland", "Eastland", "Westland", "Northland", "Eastland")]
    assert [s.snapshot_id for s in snapshots(layout)] == [s.snapshot_id for s in made[-3:]]
    assert sorted(p.name for p in layout.snapshots.iterdir()) == [s.snapshot_id for s in made[-3:]]


def test_an_earlier_snapshot_can_be_put_back_and_built_upon(layout):
    first = publish(layout, "Northland")
    second = publish(layout, "Eastland")
    assert restore(layout, first.snapshot_id).is_current
    assert seen(layout) == {"Northland"}
    with Candidate(layout) as candidate:
        assert candidate.base == current(layout)
    third = publish(layout, "Westland")
    assert [s.snapshot_id for s in snapshots(layout)] == [first.snapshot_id, second.snapshot_id, third.snapshot_id]
    restore(layout, second.snapshot_id)
    assert seen(layout) == {"Eastland"}


def test_restoring_what_is_not_there_names_what_is(layout):
    made = publish(layout)
    with pytest.raises(LandingError, match=f"has no snapshot 'nonsense'; there are {made.snapshot_id}"):
        restore(layout, "nonsense")


def test_the_published_snapshot_outlives_pruning(layout):
    first = publish(layout, "Northland", keep=2)
    publish(layout, "Eastland", keep=2)
    restore(layout, first.snapshot_id)
    publish(layout, "Westland", keep=1)
    assert seen(layout) == {"Westland"}
    assert len(snapshots(layout)) == 1


def test_an_old_reader_keeps_its_state(layout):
    publish(layout, "Northland")
    parquet = (layout.parquet / "actors/b1.parquet").open("rb")
    with duckdb.connect(str(layout.database), read_only=True) as connection, parquet:
        for name in ("Eastland", "Westland"):
            publish(layout, name, keep=1)
        assert "Northland" in {name for (name,) in connection.execute("SELECT name FROM actors").fetchall()}
        assert "Northland" in set(pd.read_parquet(parquet)["name"])
    assert seen(layout) == {"Westland"}


def test_a_failing_publication_leaves_the_old_state_and_frees_the_lock(layout):
    publish(layout, "Northland")
    broken = tables(actors=[row("actors", actor_id=key("act", 9))])
    with Candidate(layout) as candidate:
        for table, found in broken.items():
            candidate.put(table, "b1", found)
        with pytest.raises(LandingError, match="actor_mentions: Constraint Error"):
            candidate.publish()
    assert seen(layout) == {"Northland"}
    assert [p.name for p in layout.snapshots.iterdir()] == [current(layout).snapshot_id]
    publish(layout, "Eastland")


def test_a_switch_that_fails_leaves_the_old_state(layout, monkeypatch):
    publish(layout, "Northland")

    def refuse(*_):
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "_switch", refuse)
        with pytest.raises(LandingError, match="Read-only file system; free space or correct"):
            publish(layout, "Eastland")
    assert seen(layout) == {"Northland"}
    assert len(snapshots(layout)) == 1
    publish(layout, "Westland")
    assert len(list(layout.snapshots.iterdir())) == 2


def test_a_part_is_put_once_and_has_a_plain_name(layout):
    with Candidate(layout) as candidate:
        candidate.put("documents", "b1", tables()["documents"])
        with pytest.raises(LandingError, match="put each part once"):
            candidate.put("documents", "b1", tables()["documents"])
        with pytest.raises(LandingError, match="cannot name a file"):
            candidate.put("documents", "../b1", tables()["documents"])


def test_a_closed_candidate_takes_no_more(layout):
    with Candidate(layout) as candidate:
        candidate.publish()
        with pytest.raises(LandingError, match="make a new one"):
            candidate.put("documents", "b1", tables()["documents"])


def test_a_second_writer_in_the_same_process_is_refused(layout):
    with Candidate(layout), pytest.raises(LandingError, match=f"process {os.getpid()} is writing to this warehouse; wait until it ends"):
        Candidate(layout)
    publish(layout)


_HOLD = """
    import sys, time
    from pathlib import Path
    from pipelines.land.layout import Layout
    from pipelines.land.snapshot import Candidate
    with Candidate(Layout(Path(sys.argv[1]))):
        print("held", flush=True)
        time.sleep(60)
"""


def python(code, *arguments):
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def test_a_second_process_is_refused_and_a_killed_one_leaves_no_lock(layout):
    layout.prepare()
    holder = python(_HOLD, layout.root)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LandingError, match=f"process {holder.pid} is writing"):
        publish(layout)
    with pytest.raises(LandingError, match=f"process {holder.pid} is writing"):
        restore(layout, "x")
    holder.kill()
    holder.wait()
    publish(layout)
    assert seen(layout) == {"Northland"}


# For each line "folder step" of its input, forks a child that publishes and stops dead in front of that file-system call (0: never); answers with
# the child's exit code and, by its own last word, the number of calls.
_FORKS = """
    import os, shutil, signal, sys
    from pathlib import Path
    import duckdb
    from pipelines.land import database, snapshot
    from pipelines.land.layout import Layout
    from tests.unit.land import test_snapshot

    def small(parquet, target, **_):
        # one table: what is tested here is the order of renames; the next test kills whole builds
        with duckdb.connect(str(target), config={"threads": 1}) as connection:
            connection.execute(f"CREATE TABLE actors AS FROM read_parquet('{parquet}/actors/*.parquet')")

    database.build_database = small
    calls = 0

    def counted(owner, name):
        real = getattr(owner, name)
        def step(*args, **kwargs):
            global calls
            calls += 1
            if calls == stop:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)
        setattr(owner, name, step)

    for owner, name in ((os, "fsync"), (os, "link"), (Path, "rename"), (Path, "replace"), (Path, "symlink_to"), (Path, "mkdir"), (Path, "touch"),
                        (Path, "unlink"), (shutil, "rmtree"), (database, "build_database"), (snapshot, "write_table")):
        counted(owner, name)
    for line in sys.stdin:
        folder, stop = line.split()
        stop = int(stop)
        child = os.fork()
        if child == 0:
            test_snapshot.publish(Layout(Path(folder)), "Eastland", keep=1)
            os._exit(min(calls, 255))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def stopped_at():
    """A function that publishes "Eastland" in a process of its own, killed in front of a step; gives the exit code."""
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", textwrap.dedent(_FORKS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def run(layout, step):
        process.stdin.write(f"{layout.root} {step}\n")
        process.stdin.flush()
        return int(process.stdout.readline())

    yield run
    process.stdin.close()
    process.wait()


def test_killed_at_any_step_the_warehouse_is_old_or_new_and_the_next_run_cleans_up(tmp_path, stopped_at):
    origin = Layout(tmp_path / "origin")
    publish(origin, "Northland")
    shutil.copytree(origin.root, tmp_path / "whole", symlinks=True)
    steps = stopped_at(Layout(tmp_path / "whole"), 0)
    assert 60 < steps < 255
    states = set()
    # all of the first and last steps, for the switch is among the last, and a sample of the writing between
    for step in sorted({*range(1, 9, 2), *range(12, steps - 22, 30), *range(steps - 18, steps + 1)}):
        layout = Layout(tmp_path / f"at{step}")
        shutil.copytree(origin.root, layout.root, symlinks=True)
        assert stopped_at(layout, step) == -signal.SIGKILL, step
        after = seen(layout)
        assert after in ({"Northland"}, {"Eastland"}), step
        states |= after
        assert {s.is_current for s in snapshots(layout)} >= {True}
        with Candidate(layout):
            left = {p.name for p in layout.snapshots.iterdir()} - {".candidate"}
            assert left == {s.snapshot_id for s in snapshots(layout)}, step
            assert not [p.name for p in layout.root.iterdir() if p.name.endswith(".new")], step
        if step % 5 == 0:
            publish(layout, "Westland", keep=2)
            assert seen(layout) == {"Westland"}
        shutil.rmtree(layout.root)
    assert states == {"Northland", "Eastland"}


def test_killed_before_the_first_publication_there_is_none_and_the_next_run_publishes(tmp_path, stopped_at):
    for step in (3, 40, 80):
        layout = Layout(tmp_path / f"at{step}")
        assert stopped_at(layout, step) == -signal.SIGKILL
        assert current(layout) is None
        assert snapshots(layout) == ()
        publish(layout)
        assert seen(layout) == {"Northland"}


def test_a_publication_is_killed_at_moments_of_no_ones_choosing(layout):
    publish(layout, "Northland")
    code = """
        import sys
        from pathlib import Path
        from pipelines.land import database
        from pipelines.land.layout import Layout
        from tests.unit.land import test_snapshot
        database._sources = lambda _folder: {}
        print("ready", flush=True)
        for i in range(1000):
            test_snapshot.publish(Layout(Path(sys.argv[1])), ("Eastland", "Northland")[i % 2])
    """
    for wait in (0.1, 0.35, 0.7):
        process = python(code, layout.root)
        assert process.stdout.readline() == "ready\n"
        time.sleep(wait)
        process.kill()
        process.wait()
        assert seen(layout) in ({"Northland"}, {"Eastland"})
    publish(layout, "Westland")
    assert seen(layout) == {"Westland"}


def test_the_time_of_publication_is_that_of_the_first(layout):
    first = publish(layout, "Northland")
    os.utime(first.folder / "published", (1_700_000_000, 1_700_000_000))
    publish(layout, "Eastland")
    restore(layout, first.snapshot_id)
    assert snapshots(layout)[0].published_at.year == 2023
    assert snapshots(layout)[1].published_at > snapshots(layout)[0].published_at


def test_a_damaged_record_is_named_with_its_remedy(layout):
    made = publish(layout)
    (made.folder / "snapshot.json").write_text("{")
    with pytest.raises(LandingError, match=r"snapshot\.json: .*; restore another snapshot"):
        current(layout)


def test_the_record_holds_no_clock(layout):
    made = publish(layout, facts={"model": "en 1.0"})
    record = json.loads((made.folder / "snapshot.json").read_text())
    assert sorted(record) == ["facts", "parts", "snapshot_id"]
    assert record["facts"] == {"model": "en 1.0"}
