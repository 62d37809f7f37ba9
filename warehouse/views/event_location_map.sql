-- One row per event that has a place with coordinates, ready for a map. place_precision is the best among the event's mentions: those that begin
-- with retold_ took the place from another telling of the event, those with scene_ from a neighbouring sentence. Countries and wide regions have no
-- coordinates and so are absent; no centroid stands in.
WITH precision_order(place_precision, place_rank) AS (
    VALUES
        ('site', 1), ('settlement', 2), ('region', 3), ('country', 4),
        ('retold_site', 5), ('retold_settlement', 6), ('retold_region', 7), ('retold_country', 8),
        ('scene_settlement', 9), ('scene_region', 10), ('scene_country', 11)
),
best AS (
    SELECT m.event_id, m.place_id, arg_min(m.place_precision, o.place_rank) AS place_precision
    FROM event_mentions AS m
    JOIN precision_order AS o ON o.place_precision = m.place_precision
    GROUP BY m.event_id, m.place_id
),
sources AS (
    SELECT event_id, list(actors.name ORDER BY actors.name) AS names
    FROM (SELECT event_id, unnest(source_actor_ids) AS actor_id FROM events)
    JOIN actors USING (actor_id)
    GROUP BY event_id
),
targets AS (
    SELECT event_id, list(actors.name ORDER BY actors.name) AS names
    FROM (SELECT event_id, unnest(target_actor_ids) AS actor_id FROM events)
    JOIN actors USING (actor_id)
    GROUP BY event_id
)
SELECT
    events.event_id,
    events.event_type,
    events.mode,
    events.quad_class,
    events.status,
    events.date_start,
    events.date_end,
    events.date_precision,
    sources.names AS sources,
    targets.names AS targets,
    places.name AS place,
    places.country,
    places.admin1,
    places.feature,
    best.place_precision,
    places.latitude,
    places.longitude,
    events.mention_count,
    events.document_count,
    events.place_id
FROM events
JOIN places USING (place_id)
LEFT JOIN best ON best.event_id = events.event_id AND best.place_id = events.place_id
LEFT JOIN sources ON sources.event_id = events.event_id
LEFT JOIN targets ON targets.event_id = events.event_id
WHERE places.latitude IS NOT NULL AND places.longitude IS NOT NULL;
