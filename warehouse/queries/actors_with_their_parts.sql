-- Each actor that others are part of, with its parts and the mentions of all of them together.
WITH RECURSIVE parts(root_id, actor_id, steps) AS (
    SELECT actor_id, actor_id, 0 FROM actors WHERE parent_actor_id IS NULL
    UNION ALL
    SELECT parts.root_id, a.actor_id, parts.steps + 1
    FROM parts
    JOIN actors AS a ON a.parent_actor_id = parts.actor_id
    WHERE parts.steps < 20
)
SELECT
    root.name,
    root.kind,
    root.country,
    root.mention_count AS own_mentions,
    sum(a.mention_count)::BIGINT AS mentions_with_parts,
    list_sort(list(a.name) FILTER (parts.steps > 0)) AS part_names
FROM parts
JOIN actors AS root ON root.actor_id = parts.root_id
JOIN actors AS a ON a.actor_id = parts.actor_id
GROUP BY ALL
HAVING count(*) > 1
ORDER BY mentions_with_parts DESC, root.name;
