-- How much of each table is not known: shares of rows without date, place, source, speaker or figure. A null is what the text does not tell.
SELECT 'event_mentions' AS table_name, 'date_start' AS missing, count(*) AS total, round(avg((date_start IS NULL)::INT), 3) AS share FROM event_mentions
UNION ALL
SELECT 'event_mentions', 'place_id', count(*), round(avg((place_id IS NULL)::INT), 3) FROM event_mentions
UNION ALL
SELECT 'events', 'source_actor_ids', count(*), round(avg((len(source_actor_ids) = 0)::INT), 3) FROM events
UNION ALL
SELECT 'events', 'target_actor_ids', count(*), round(avg((len(target_actor_ids) = 0)::INT), 3) FROM events
UNION ALL
SELECT 'statements', 'speaker_actor_id', count(*), round(avg((speaker_actor_id IS NULL)::INT), 3) FROM statements
UNION ALL
SELECT 'casualties', 'count_stated', count(*), round(avg((count_stated IS NULL)::INT), 3) FROM casualties
UNION ALL
SELECT 'casualties', 'event_id', count(*), round(avg((event_id IS NULL)::INT), 3) FROM casualties
UNION ALL
SELECT 'documents', 'published_at', count(*), round(avg((published_at IS NULL)::INT), 3) FROM documents
ORDER BY share DESC, table_name, missing;
