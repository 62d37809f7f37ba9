-- Events that two or more publishers report, with the words of each report.
SELECT
    e.event_id,
    e.event_type,
    e.date_start,
    e.publisher_count,
    list(DISTINCT coalesce(v.publisher, v.source_path) || ': ' || v.sentence) AS reports
FROM events AS e
JOIN event_mentions AS m USING (event_id)
JOIN evidence AS v ON v.row_id = m.event_mention_id
WHERE e.publisher_count > 1
GROUP BY ALL
ORDER BY e.publisher_count DESC, e.date_start NULLS LAST, e.event_id;
