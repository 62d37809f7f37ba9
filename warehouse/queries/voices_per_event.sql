-- For each event whose telling rests on somebody's word: whose word it is, and how real each voice makes it.
SELECT
    e.event_id,
    e.event_type,
    e.status,
    e.date_start,
    list(DISTINCT coalesce(s.speaker, s.speaker_text, 'unnamed') || ' (' || m.status || '): ' || s.said) AS voices
FROM events AS e
JOIN event_mentions AS m USING (event_id)
JOIN statements_full AS s USING (statement_id)
GROUP BY ALL
ORDER BY len(voices) DESC, e.event_id;
