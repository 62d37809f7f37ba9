-- The actors listed by an event are actors.
-- severity: critical
-- faults: table
WITH listed AS (
    SELECT event_id, unnest(list_concat(source_actor_ids, target_actor_ids)) AS actor_id FROM events
)
SELECT 'events' AS table_name, event_id AS row_id, 'no actor ' || actor_id AS detail
FROM listed
ANTI JOIN actors USING (actor_id)
