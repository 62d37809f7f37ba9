-- An actor counts its mentions in documents that are no duplicates.
-- severity: warning
-- faults: table
WITH counted AS (
    SELECT m.actor_id, count(*) AS mentions, count(DISTINCT m.document_id) AS reports
    FROM actor_mentions AS m
    JOIN documents AS d USING (document_id)
    WHERE d.duplicate_of_document_id IS NULL
    GROUP BY m.actor_id
)
SELECT
    'actors' AS table_name,
    a.actor_id AS row_id,
    format('{} mentions in {} documents are given, {} in {} are there', a.mention_count, a.document_count, coalesce(c.mentions, 0), coalesce(c.reports, 0)) AS detail
FROM actors AS a
LEFT JOIN counted AS c USING (actor_id)
WHERE a.mention_count <> coalesce(c.mentions, 0) OR a.document_count <> coalesce(c.reports, 0)
