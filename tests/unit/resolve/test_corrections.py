"""What a person overrules in the table of actors."""

from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import CorrectionError
from pipelines.resolve.corrections import Corrected, Corrections


def act(number: int) -> str:
    return f"act_{number:024x}"


def doc(number: int) -> str:
    return f"doc_{number:024x}"


ONE, TWO, OLD = act(1), act(2), act(3)
FOUND: dict[str, dict[str, Any]] = {
    ONE: {"actor_id": ONE, "name": "Anna Varga", "kind": "person", "country": "HUN"},
    TWO: {"actor_id": TWO, "name": "Ana Warga", "kind": "person", "country": None},
}


def corrections(tmp_path: Path, text: str) -> Corrections:
    path = tmp_path / "actors.yml"
    path.write_text(text, encoding="utf-8")
    return Corrections.load(path)


def applied(tmp_path: Path, entry: str, **more: Any) -> Corrected:
    text = f"corrections:\n  - {entry}\n    reason: The newspaper says so.\n"
    described = [(doc(1), ONE), (doc(2), OLD), (doc(3), TWO)]
    return corrections(tmp_path, text).apply(FOUND, {OLD: ONE}, described, **more)


def test_the_packaged_file_is_read_and_holds_nothing() -> None:
    assert Corrections.load().entries == ()


def test_merge_keeps_the_first_and_takes_former_ids_along(tmp_path: Path) -> None:
    found = applied(tmp_path, f"merge: [{TWO}, {OLD}]\n    expect: {{{TWO}: Ana Warga, {OLD}: Anna Varga}}")
    assert found.actor_of == {OLD: TWO, ONE: TWO}
    assert found.reasons == {ONE: "merged by a correction: The newspaper says so."}


def test_split_gives_the_named_documents_an_actor_of_their_own(tmp_path: Path) -> None:
    found = applied(tmp_path, f"split: {{actor: {ONE}, name: Anna Varga (swimmer), documents: [{doc(2)}]}}\n    expect: {{{ONE}: Anna Varga}}")
    ((where, new),) = found.actor_in.items()
    assert where == (doc(2), OLD)
    assert new not in (ONE, TWO, OLD)
    assert found.changes == {new: {"name": "Anna Varga (swimmer)"}}


@pytest.mark.parametrize(
    ("entry", "changed"),
    [
        pytest.param(f"rename: {{actor: {ONE}, name: A. Varga}}", {ONE: {"name": "A. Varga"}}, id="rename"),
        pytest.param(f"set: {{actor: {OLD}, kind: ngo}}", {ONE: {"kind": "ngo"}}, id="kind-by-a-former-id"),
        pytest.param(f"set: {{actor: {ONE}, country: null}}", {ONE: {"country": None}}, id="no-country"),
    ],
)
def test_columns_are_set(tmp_path: Path, entry: str, changed: dict[str, Any]) -> None:
    guard = f"{{{OLD if OLD in entry else ONE}: {{name: Anna Varga, country: HUN}}}}"
    assert applied(tmp_path, f"{entry}\n    expect: {guard}").changes == changed


def test_an_entry_about_nobody_here_is_passed_over(tmp_path: Path) -> None:
    found = applied(tmp_path, f"rename: {{actor: {act(9)}, name: Somebody}}\n    expect: {{{act(9)}: Nobody}}")
    assert found.changes == {}
    assert [line.partition(":")[0] for line in found.not_applied] == [f"{tmp_path.name}/actors.yml"]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        pytest.param(
            f"rename: {{actor: {ONE}, name: B}}\n    expect: {{{ONE}: Bela Varga}}",
            "corrections/0: expects the name .*finds 'Anna Varga'",
            id="guard",
        ),
        pytest.param(f"rename: {{actor: {ONE}, name: B}}\n    expect: {{{TWO}: Ana Warga}}", f"expect says nothing of {ONE}", id="no-guard"),
        pytest.param(f"merge: [{ONE}, {act(9)}]\n    expect: {{{ONE}: Anna Varga, {act(9)}: X}}", f"there is no actor {act(9)}", id="unknown-actor"),
        pytest.param(f"set: {{actor: {ONE}, kind: hero}}\n    expect: {{{ONE}: Anna Varga}}", "'hero' is no kind of actor", id="unknown-kind"),
        pytest.param(
            f"split: {{actor: {ONE}, name: B, documents: [{doc(3)}]}}\n    expect: {{{ONE}: Anna Varga}}", "none of its documents", id="split"
        ),
        pytest.param(f"forget: {{actor: {ONE}}}\n    expect: {{{ONE}: Anna Varga}}", "at corrections/0.*schemas/meta", id="unknown-act"),
    ],
)
def test_wrong_entries_stop_the_run(tmp_path: Path, entry: str, says: str) -> None:
    with pytest.raises(CorrectionError, match=says):
        applied(tmp_path, entry)
