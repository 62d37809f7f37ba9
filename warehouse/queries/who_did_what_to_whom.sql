-- Pairs of actors with the acts between them, most frequent first. An actor that is part of another (an army, a ministry) counts as itself; talks,
-- whose parties are all sources, make no pair.
WITH pairs AS (
    SELECT event_id, event_type, quad_class, date_start, unnest(source_actor_ids) AS source_id, target_actor_ids
    FROM events
    WHERE status IN ('occurred', 'ongoing')
),
dyads AS (
    SELECT event_id, event_type, quad_class, date_start, source_id, unnest(target_actor_ids) AS target_id FROM pairs
)
SELECT
    source.name AS source,
    target.name AS target,
    dyads.event_type,
    count(*) AS events,
    min(dyads.date_start) AS first_day,
    max(dyads.date_start) AS last_day
FROM dyads
JOIN actors AS source ON source.actor_id = dyads.source_id
JOIN actors AS target ON target.actor_id = dyads.target_id
GROUP BY ALL
ORDER BY events DESC, source, target, dyads.event_type;
