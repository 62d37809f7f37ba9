-- One row per event in order of time: what, by whom, to whom, where, how real, how often told, and the sentence of the earliest telling. An event
-- without a date stands at the end, by first report; hypothetical and denied acts are in it, told apart by status. A pair of names is no dyad:
-- sources and targets are lists.
WITH sources AS (
    SELECT event_id, list(actors.name ORDER BY actors.name, actor_id) AS names
    FROM (SELECT event_id, unnest(source_actor_ids) AS actor_id FROM events)
    JOIN actors USING (actor_id)
    GROUP BY event_id
),
targets AS (
    SELECT event_id, list(actors.name ORDER BY actors.name, actor_id) AS names
    FROM (SELECT event_id, unnest(target_actor_ids) AS actor_id FROM events)
    JOIN actors USING (actor_id)
    GROUP BY event_id
),
tellings AS (
    SELECT
        m.event_id,
        m.document_id,
        substr(d.text, m.sentence_start_char + 1, m.sentence_end_char - m.sentence_start_char) AS sentence,
        row_number() OVER (PARTITION BY m.event_id ORDER BY d.published_at NULLS LAST, m.document_id, m.start_char, m.event_mention_id) AS place_in_order
    FROM event_mentions AS m
    JOIN documents AS d USING (document_id)
)
SELECT
    events.date_start,
    events.date_end,
    events.date_precision,
    events.date_text,
    events.event_type,
    events.mode,
    events.status,
    sources.names AS sources,
    targets.names AS targets,
    places.name AS place,
    places.country,
    events.mention_count,
    events.document_count,
    events.publisher_count,
    events.first_reported_at,
    tellings.sentence AS first_told,
    tellings.document_id AS first_document_id,
    events.event_id
FROM events
LEFT JOIN sources ON sources.event_id = events.event_id
LEFT JOIN targets ON targets.event_id = events.event_id
LEFT JOIN places ON places.place_id = events.place_id
LEFT JOIN tellings ON tellings.event_id = events.event_id AND tellings.place_in_order = 1
ORDER BY events.date_start NULLS LAST, events.date_end NULLS LAST, events.first_reported_at NULLS LAST, events.event_id;
