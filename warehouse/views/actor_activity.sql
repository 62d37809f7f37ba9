-- One row per actor, month, direction (source or target) and event type: how many events, and what the actor's events of that month and direction
-- score on average on PLOVER's scale of conflict and cooperation (10 most cooperative, -9 most conflictual), over all types. Counts events, not
-- reports. Events that are planned, hypothetical or denied, and those not dated within one month, are left out.
WITH scores(event_type, score) AS (
    VALUES
        ('AGREE', 2.5), ('CONSULT', 2.5), ('SUPPORT', 5.0), ('CONCEDE', 4.5), ('COOPERATE', 9.5), ('AID', 10.0), ('RETREAT', 6.5), ('REQUEST', 0.0),
        ('ACCUSE', -3.0), ('REJECT', -2.0), ('THREATEN', -3.5), ('PROTEST', -5.0), ('SANCTION', -6.0), ('MOBILIZE', -5.5), ('COERCE', -7.0), ('ASSAULT', -9.0)
),
dated AS (
    SELECT event_id, event_type, date_trunc('month', date_start)::DATE AS activity_month, source_actor_ids, target_actor_ids
    FROM events
    WHERE status IN ('occurred', 'ongoing', 'alleged', 'disputed') AND date_trunc('month', date_start) = date_trunc('month', date_end)
),
taken AS (
    SELECT event_id, event_type, activity_month, 'source' AS direction, unnest(source_actor_ids) AS actor_id FROM dated
    UNION ALL
    SELECT event_id, event_type, activity_month, 'target', unnest(target_actor_ids) FROM dated
),
counted AS (
    SELECT actor_id, activity_month, direction, event_type, count(*) AS event_count
    FROM taken
    GROUP BY actor_id, activity_month, direction, event_type
)
SELECT
    counted.actor_id,
    actors.name,
    actors.kind,
    actors.country,
    counted.activity_month,
    counted.direction,
    counted.event_type,
    counted.event_count,
    scores.score,
    sum(counted.event_count * scores.score) OVER month_and_direction / sum(counted.event_count) OVER month_and_direction AS mean_score
FROM counted
JOIN actors USING (actor_id)
JOIN scores USING (event_type)
WINDOW month_and_direction AS (PARTITION BY counted.actor_id, counted.activity_month, counted.direction)
ORDER BY actors.name, counted.actor_id, counted.activity_month, counted.direction, counted.event_type;
