"""The rows that the bundled samples give, in a form that a person can read and a diff can show.

``python -m tests.pipeline.golden WAREHOUSE`` writes the files anew from a warehouse of the samples; read the diff before committing it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent

#: File to the query that fills it: one line a row, in the order of the text.
QUERIES = {
    "statements": """
        SELECT d.source_path, form, act, coalesce(cue, '-') AS cue, coalesce(a.name, s.speaker_text, '-') AS speaker, s.text
        FROM statements s JOIN documents d USING (document_id) LEFT JOIN actors a ON a.actor_id = s.speaker_actor_id
        ORDER BY d.source_path, s.start_char, s.end_char""",
    "casualties": """
        SELECT d.source_path, outcome, qualifier, coalesce(count_low::VARCHAR, '') || '..' || coalesce(count_high::VARCHAR, '') AS bounds,
               victim_category, status, coalesce(a.name, c.claimed_by_text, '-') AS claimant,
               if(part_of_casualty_id IS NULL, '-', 'part') AS part, c.text
        FROM casualties c JOIN documents d USING (document_id) LEFT JOIN actors a ON a.actor_id = c.claimed_by_actor_id
        ORDER BY d.source_path, c.start_char, c.end_char, outcome""",
    "event_mentions": """
        SELECT d.source_path, event_type || coalesce('/' || mode, '') AS type, status, coalesce(date_start::VARCHAR, '-') AS date,
               coalesce(p.name, '-') AS place,
               coalesce((SELECT string_agg(DISTINCT a.name, ', ' ORDER BY a.name) FROM event_participants x JOIN actors a USING (actor_id)
                         WHERE x.event_mention_id = m.event_mention_id AND x.role = 'source'), '-') AS source,
               coalesce((SELECT string_agg(DISTINCT a.name, ', ' ORDER BY a.name) FROM event_participants x JOIN actors a USING (actor_id)
                         WHERE x.event_mention_id = m.event_mention_id AND x.role = 'target'), '-') AS target,
               replace(m.text, chr(10), ' ') AS text
        FROM event_mentions m JOIN documents d USING (document_id) LEFT JOIN places p USING (place_id)
        ORDER BY d.source_path, m.start_char, m.end_char, type""",
    "events_in_several_reports": """
        SELECT e.event_type, coalesce(e.date_start::VARCHAR, '-') AS date, coalesce(p.name, '-') AS place, e.status,
               string_agg(DISTINCT d.source_path, ', ' ORDER BY d.source_path) AS reports
        FROM events e JOIN event_mentions m USING (event_id) JOIN documents d USING (document_id) LEFT JOIN places p ON p.place_id = e.place_id
        GROUP BY e.event_id, e.event_type, e.date_start, p.name, e.status HAVING count(DISTINCT m.document_id) > 1 ORDER BY ALL""",
}


def read(warehouse: Path) -> dict[str, str]:
    """The content of every golden file, from a warehouse of the samples."""
    with duckdb.connect(str(warehouse / "warehouse.duckdb"), read_only=True) as connection:
        found = {}
        for name, query in QUERIES.items():
            rows = connection.execute(query).fetchall()
            found[name] = "".join(" | ".join(map(str, row)) + "\n" for row in rows)
        return found
