-- One row per event that happened or is said to have, under the public event type of ACLED that its PLOVER coding comes nearest to; no data of that
-- project is used. Battles: force between armed sides. Explosions/Remote violence: force from afar, whoever is hit. Violence against civilians: other
-- force against unarmed people, also by unnamed doers. Protests and Riots: by mode. Strategic developments: agreements, arrests, seizures,
-- withdrawals. Verbal acts have no home there: acled_event_type is null. Police and a state acting as a whole count as armed.
WITH sides AS (
    SELECT event_id, actor_id, 'source' AS role FROM (SELECT event_id, unnest(source_actor_ids) AS actor_id FROM events)
    UNION ALL
    SELECT event_id, actor_id, 'target' FROM (SELECT event_id, unnest(target_actor_ids) AS actor_id FROM events)
),
bearing AS (
    SELECT
        sides.event_id,
        bool_or(role = 'source' AND (kind IN ('military', 'armed_group', 'police', 'country', 'government') OR sector IN ('MIL', 'COP', 'REB', 'PRM', 'UAF', 'IMG', 'PRE'))) AS has_armed_source,
        count(DISTINCT actor_id) FILTER (role = 'source' AND (kind IN ('military', 'armed_group', 'police', 'country', 'government') OR sector IN ('MIL', 'COP', 'REB', 'PRM', 'UAF', 'IMG', 'PRE'))) AS armed_sources,
        bool_or(role = 'target' AND (kind IN ('military', 'armed_group', 'police') OR sector IN ('MIL', 'COP', 'REB', 'PRM', 'UAF', 'IMG', 'PRE'))) AS has_armed_target,
        bool_or(role = 'target' AND kind NOT IN ('military', 'armed_group', 'police') AND (sector IN ('CVL', 'JRN', 'MED', 'REF', 'NGO', 'REL', 'EDU', 'LAB', 'AGR', 'SOC') OR kind IN ('population', 'media', 'ngo', 'religious'))) AS has_civilian_target
    FROM sides
    JOIN actors USING (actor_id)
    GROUP BY sides.event_id
)
SELECT
    events.event_id,
    CASE
        WHEN events.event_type = 'ASSAULT' AND events.mode IN ('aerial', 'drone', 'heavy-weapons', 'explosives', 'suicide-attack', 'unconventional') THEN 'Explosions/Remote violence'
        WHEN events.event_type = 'ASSAULT' AND coalesce(bearing.has_civilian_target, FALSE) THEN 'Violence against civilians'
        WHEN events.event_type = 'ASSAULT' AND events.mode IN ('sexual', 'torture') THEN 'Violence against civilians'
        WHEN events.event_type = 'ASSAULT' AND ((bearing.has_armed_source AND bearing.has_armed_target) OR bearing.armed_sources >= 2) THEN 'Battles'
        WHEN events.event_type = 'PROTEST' AND events.mode IN ('riot', 'vandalize') THEN 'Riots'
        WHEN events.event_type = 'PROTEST' THEN 'Protests'
        WHEN events.event_type IN ('AGREE', 'CONCEDE') THEN 'Strategic developments'
        WHEN events.event_type = 'RETREAT' AND events.mode IN ('withdraw', 'ceasefire', 'disarm') THEN 'Strategic developments'
        WHEN events.event_type = 'COERCE' AND events.mode IN ('arrest', 'seize') THEN 'Strategic developments'
    END AS acled_event_type,
    events.event_type,
    events.mode,
    events.status,
    events.date_start,
    events.date_end,
    events.date_precision,
    places.name AS place,
    places.country,
    events.source_actor_ids,
    events.target_actor_ids,
    events.document_count
FROM events
LEFT JOIN bearing ON bearing.event_id = events.event_id
LEFT JOIN places ON places.place_id = events.place_id
WHERE events.status IN ('occurred', 'ongoing', 'alleged', 'disputed')
ORDER BY events.event_id;
