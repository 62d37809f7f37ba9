-- One row per event of organised violence with at least one death that a claim asserts, under UCDP's types: 1 state-based (a government is one of the
-- organised sides), 2 non-state (both sides organised, neither a state), 3 one-sided (an organised side against civilians). A breakaway authority counts
-- as non-state. Deaths are the least and greatest that any claim on the event allows; a breakdown of a claim is not counted beside it.
-- Two states that only suffer an act are no two sides; two that only do it are, as clashes name both sides as doers. Events whose sides cannot be told
-- are absent.
WITH deaths AS (
    SELECT event_id, min(count_low) AS deaths_low, max(count_high) AS deaths_high, count(*) AS claims
    FROM casualties
    WHERE outcome = 'killed' AND status = 'asserted' AND part_of_casualty_id IS NULL AND event_id IS NOT NULL AND coalesce(count_low, count_stated, 0) >= 1
    GROUP BY event_id
),
sides AS (
    SELECT event_id, actor_id, 'source' AS role FROM (SELECT event_id, unnest(source_actor_ids) AS actor_id FROM events)
    UNION ALL
    SELECT event_id, actor_id, 'target' FROM (SELECT event_id, unnest(target_actor_ids) AS actor_id FROM events)
),
classed AS (
    SELECT
        sides.event_id,
        sides.role,
        sides.actor_id,
        actors.country,
        CASE
            WHEN NOT actors.is_contested AND (actors.kind IN ('country', 'government', 'military', 'police') OR actors.sector IN ('GOV', 'MIL', 'COP', 'SPY')) THEN 'state'
            WHEN actors.kind = 'armed_group' OR actors.sector IN ('REB', 'PRM', 'UAF', 'IMG', 'PRE') OR (actors.is_contested AND actors.kind IN ('government', 'military', 'police')) THEN 'group'
            WHEN actors.kind IN ('population', 'media', 'ngo', 'religious') OR actors.sector IN ('CVL', 'JRN', 'MED', 'REF', 'REL', 'EDU', 'LAB', 'AGR', 'SOC', 'NGO') THEN 'civilians'
        END AS side
    FROM sides
    JOIN actors USING (actor_id)
),
bearing AS (
    SELECT
        event_id,
        bool_or(side = 'state') AS has_state,
        count(DISTINCT country) FILTER (side = 'state') AS state_count,
        count(DISTINCT country) FILTER (side = 'state' AND role = 'source') AS state_sources,
        count(DISTINCT country) FILTER (side = 'state' AND role = 'target') AS state_targets,
        count(DISTINCT actor_id) FILTER (side = 'group') AS group_count,
        bool_or(side IN ('state', 'group') AND role = 'source') AS has_organised_source,
        bool_or(side IN ('state', 'group') AND role = 'target') AS has_organised_target,
        bool_or(side = 'civilians' AND role = 'target') AS has_civilian_target
    FROM classed
    WHERE side IS NOT NULL
    GROUP BY event_id
),
typed AS (
    SELECT
        event_id,
        CASE
            WHEN has_organised_source AND has_civilian_target AND NOT has_organised_target THEN 3
            WHEN has_state AND group_count >= 1 THEN 1
            WHEN state_count >= 2 AND state_sources >= 1 AND (state_targets >= 1 OR NOT has_civilian_target) THEN 1
            WHEN NOT has_state AND group_count >= 2 THEN 2
        END AS ucdp_type
    FROM bearing
)
SELECT
    events.event_id,
    typed.ucdp_type,
    CASE typed.ucdp_type WHEN 1 THEN 'state-based' WHEN 2 THEN 'non-state' WHEN 3 THEN 'one-sided' END AS ucdp_type_name,
    deaths.deaths_low,
    deaths.deaths_high,
    deaths.claims,
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
JOIN deaths ON deaths.event_id = events.event_id
JOIN typed ON typed.event_id = events.event_id AND typed.ucdp_type IS NOT NULL
LEFT JOIN places ON places.place_id = events.place_id
WHERE events.event_type = 'ASSAULT' AND events.status IN ('occurred', 'ongoing', 'alleged', 'disputed')
ORDER BY events.event_id;
