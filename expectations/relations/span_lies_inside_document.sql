-- A span begins inside its document, has at least one character and ends inside.
-- severity: critical
-- remedy: report the document; the rows are withheld
WITH spans AS (
    SELECT 'segments' AS table_name, segment_id AS row_id, document_id, start_char, end_char FROM segments
    UNION ALL
    SELECT 'actor_mentions', mention_id, document_id, start_char, end_char FROM actor_mentions
    UNION ALL
    SELECT 'place_mentions', place_mention_id, document_id, start_char, end_char FROM place_mentions
    UNION ALL
    SELECT 'statements', statement_id, document_id, start_char, end_char FROM statements
    UNION ALL
    SELECT 'casualties', casualty_id, document_id, start_char, end_char FROM casualties
    UNION ALL
    SELECT 'event_mentions', event_mention_id, document_id, start_char, end_char FROM event_mentions
    UNION ALL
    SELECT 'event_participants', participant_id, document_id, start_char, end_char FROM event_participants
)
SELECT spans.table_name, spans.row_id, format('{}..{} of {} characters', spans.start_char, spans.end_char, documents.char_count) AS detail
FROM spans
JOIN documents USING (document_id)
WHERE NOT (0 <= spans.start_char AND spans.start_char < spans.end_char AND spans.end_char <= documents.char_count)
