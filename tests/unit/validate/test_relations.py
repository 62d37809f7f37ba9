"""Relations: each query finds its fault and nothing else in a sound story."""

import pytest

from pipelines import contracts
from pipelines.errors import ContractError, ValidationFailed
from pipelines.land.parquet import write_table
from pipelines.validate.outcome import require
from pipelines.validate.relations import all_relations, relations, relations_of
from tests.unit.land.rows import TEXT, key, row, span, tables


def changed(table, index=0, **cells):
    """The sound story with some cells of one row changed."""
    rows = tables()[table].to_pylist()
    rows[index].update(cells)
    return tables(**{table: rows})


def added(table, **cells):
    """The sound story with one row more, a copy of the last with other cells."""
    rows = tables()[table].to_pylist()
    return tables(**{table: [*rows, {**rows[-1], **cells}]})


def failing(found):
    return {(outcome.table, outcome.check): [fault.row_id for fault in outcome.faults] for outcome in relations_of(found) if not outcome.is_passed}


def test_a_sound_story_breaks_no_relation():
    assert failing(tables()) == {}


def test_every_file_judges_and_reads_tables():
    for relation in all_relations():
        assert relation.judges, relation.name
        assert set(relation.judges) <= relation.reads, relation.name


SECOND = row("documents", document_id=key("doc", 2), source_path="b.txt", char_count=len(TEXT), text=TEXT)
TWO = [*tables()["documents"].to_pylist(), SECOND]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            changed("statements", text="Southland's"),
            {("statements", "text_is_what_the_span_says"): [key("stm", 1)]},
            id="words-differ-from-the-span",
        ),
        pytest.param(
            changed("casualties", end_char=len(TEXT) + 1), {("casualties", "span_lies_inside_document"): [key("cas", 1)]}, id="span-beyond-the-text"
        ),
        pytest.param(
            changed("place_mentions", sentence_end_char=20),
            {("place_mentions", "span_lies_inside_its_sentence"): [key("plm", 1)]},
            id="span-beyond-its-sentence",
        ),
        pytest.param(changed("segments", kind="credit"), {("casualties", "rows_come_from_prose"): [key("cas", 1)]}, id="read-from-a-credit"),
        pytest.param(
            added("segments", segment_id=key("seg", 2), start_char=5),
            {("segments", "segments_do_not_overlap"): [key("seg", 2)]},
            id="segments-overlap",
        ),
        pytest.param(changed("documents", char_count=7), {("documents", "char_count_is_the_length_of_the_text"): [key("doc", 1)]}, id="length"),
        pytest.param(changed("statements", cue="told"), {("statements", "cue_and_speaker_are_what_their_spans_say"): [key("stm", 1)]}, id="cue"),
        pytest.param(
            changed("statements", speaker_end_char=5), {("statements", "cue_and_speaker_are_what_their_spans_say"): [key("stm", 1)]}, id="speaker"
        ),
        pytest.param(
            changed("event_participants", actor_id=key("act", 1)),
            {("event_participants", "participants_fit_their_mention"): [key("prt", 1)]},
            id="participant-of-another-actor",
        ),
        pytest.param(
            changed("actors", 1, parent_actor_id=key("act", 3)),
            {("actors", "actor_parents_run_in_no_circle"): [key("act", 2), key("act", 3)]},
            id="circle",
        ),
        pytest.param(
            changed("actors", parent_actor_id=key("act", 1)), {("actors", "actor_parents_run_in_no_circle"): [key("act", 1)]}, id="own-parent"
        ),
        pytest.param(
            changed("documents", duplicate_of_document_id=key("doc", 1)),
            {("documents", "duplicates_point_to_an_original"): [key("doc", 1)]},
            id="own-duplicate",
        ),
        pytest.param(
            changed("events", target_actor_ids=[key("act", 9)]), {("events", "event_actors_exist"): [key("evt", 1)]}, id="event-actor-missing"
        ),
        pytest.param(changed("events", mention_count=5), {("events", "events_count_their_mentions"): [key("evt", 1)]}, id="event-count"),
        pytest.param(changed("actors", mention_count=5), {("actors", "actors_count_their_mentions"): [key("act", 1)]}, id="actor-count"),
        pytest.param(
            changed("casualties", statement_id=key("stm", 9)), {("casualties", "foreign_key_statement_id"): [key("cas", 1)]}, id="foreign-key"
        ),
        pytest.param(
            changed("casualties", part_of_casualty_id=key("cas", 1)),
            {("casualties", "references_stay_in_their_document"): [key("cas", 1)]},
            id="part-of-itself",
        ),
        pytest.param(
            {**changed("casualties", document_id=key("doc", 2), statement_id=key("stm", 1)), "documents": contracts.table("documents").collect(TWO)},
            {("casualties", "references_stay_in_their_document"): [key("cas", 1)]},
            id="reference-to-another-report",
        ),
    ],
)
def test_a_fault_is_found_by_the_relation_that_is_about_it(found, expected):
    broken = failing(found)
    assert {name: broken.get(name) for name in expected} == expected


@pytest.mark.parametrize("reference", [f"{t.name}.{c.name}" for t in contracts.tables() for c in t.columns if c.references])
def test_every_reference_of_every_contract_is_checked(reference):
    table, column = reference.split(".")
    assert any(relation.name == f"foreign_key_{column}" and relation.judges == (table,) for relation in all_relations())


def test_offsets_count_code_points():
    text = "Zo\u00eb\u0301 🙂 said: peace."
    documents = [row("documents", document_id=key("doc", 1), source_path="a.txt", char_count=len(text), text=text)]
    mention = row("place_mentions", place_mention_id=key("plm", 1), document_id=key("doc", 1), place_id=key("plc", 1), **span("said", text))
    found = {"documents": documents, "place_mentions": [mention], "segments": []}
    found |= {name: [] for name in ("actor_mentions", "statements", "casualties", "event_mentions", "event_participants")}
    assert failing({name: contracts.table(name).collect(rows) for name, rows in found.items()}) == {}


def test_relations_read_landed_parquet_where_every_critical_failure_blocks(tmp_path):
    for name, rows in changed("casualties", text="Nobody").items():
        write_table(rows, tmp_path / name / "b1.parquet", contracts.table(name))
    with pytest.raises(ValidationFailed, match=r'casualties: text_is_what_the_span_says fails for 1 of 1 rows .* is not "Nobody"'):
        require(relations(tmp_path))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ContractError, match=r"(?s)actors: .*land the table first"):
        relations(tmp_path)


def test_relations_to_absent_tables_are_left_out():
    assert {outcome.table for outcome in relations_of({"documents": tables()["documents"]})} == {"documents"}
