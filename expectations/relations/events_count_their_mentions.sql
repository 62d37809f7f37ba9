-- An event has a mention, and counts the mentions and documents that are no duplicates.
-- severity: warning
-- faults: table
WITH counted AS (
    SELECT
        m.event_id,
        count(*) FILTER (d.duplicate_of_document_id IS NULL) AS mentions,
        count(DISTINCT m.document_id) FILTER (d.duplicate_of_document_id IS NULL) AS reports
    FROM event_mentions AS m
    JOIN documents AS d USING (document_id)
    GROUP BY m.event_id
)
SELECT
    'events' AS table_name,
    e.event_id AS row_id,
    format('{} mentions in {} documents are given, {} in {} are there', e.mention_count, e.document_count, coalesce(c.mentions, 0), coalesce(c.reports, 0)) AS detail
FROM events AS e
LEFT JOIN counted AS c USING (event_id)
WHERE c.event_id IS NULL OR e.mention_count <> c.mentions OR e.document_count <> c.reports
