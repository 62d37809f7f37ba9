-- The way from an actor to what it is part of ends; it never comes back.
-- severity: critical
-- faults: table
-- remedy: break the circle in the actor lexicon that names these parents
WITH RECURSIVE ancestors(actor_id, ancestor_id, steps) AS (
    SELECT actor_id, parent_actor_id, 1 FROM actors WHERE parent_actor_id IS NOT NULL
    UNION ALL
    -- a way of more than 20 steps is a circle: bodies are not nested that deep
    SELECT a.actor_id, p.parent_actor_id, a.steps + 1
    FROM ancestors AS a JOIN actors AS p ON p.actor_id = a.ancestor_id
    WHERE p.parent_actor_id IS NOT NULL AND a.ancestor_id <> a.actor_id AND a.steps < 20
)
SELECT 'actors' AS table_name, actor_id AS row_id, format('comes back to itself or goes on after {} steps', max(steps)) AS detail
FROM ancestors
WHERE ancestor_id = actor_id OR steps = 20
GROUP BY actor_id
