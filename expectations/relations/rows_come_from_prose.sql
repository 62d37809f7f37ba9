-- Rows are read from headline and body only, never from bylines, credits, captions or boilerplate.
-- severity: critical
-- remedy: report the document; the rows are withheld
WITH spans AS (
    SELECT 'actor_mentions' AS table_name, mention_id AS row_id, document_id, start_char FROM actor_mentions
    UNION ALL
    SELECT 'place_mentions', place_mention_id, document_id, start_char FROM place_mentions
    UNION ALL
    SELECT 'statements', statement_id, document_id, start_char FROM statements
    UNION ALL
    SELECT 'casualties', casualty_id, document_id, start_char FROM casualties
    UNION ALL
    SELECT 'event_mentions', event_mention_id, document_id, start_char FROM event_mentions
    UNION ALL
    SELECT 'event_participants', participant_id, document_id, start_char FROM event_participants
)
SELECT spans.table_name, spans.row_id, 'begins in the ' || parts.kind AS detail
FROM spans
-- parts are in text order and do not overlap: the last that begins before the row holds it
ASOF JOIN segments AS parts ON spans.document_id = parts.document_id AND spans.start_char >= parts.start_char
WHERE spans.start_char < parts.end_char AND parts.kind NOT IN ('title', 'body')
