-- A participant belongs to the document and event of its event mention, and to the document and actor of its actor mention.
-- severity: critical
-- remedy: report the document; the rows are withheld
SELECT
    'event_participants' AS table_name,
    p.participant_id AS row_id,
    concat_ws(
        ', ',
        if(p.document_id <> e.document_id, 'event mention of another document', NULL),
        if(p.event_id <> e.event_id, 'event mention of another event', NULL),
        if(p.document_id <> m.document_id, 'actor mention of another document', NULL),
        if(p.actor_id <> m.actor_id, 'mention of another actor', NULL)
    ) AS detail
FROM event_participants AS p
JOIN event_mentions AS e ON e.event_mention_id = p.event_mention_id
JOIN actor_mentions AS m ON m.mention_id = p.mention_id
WHERE p.document_id <> e.document_id OR p.event_id <> e.event_id OR p.document_id <> m.document_id OR p.actor_id <> m.actor_id
