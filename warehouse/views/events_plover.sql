-- One row per event as PLOVER's manual reads it strictly. What is only planned is an agreement or a concession: CONSULT, SUPPORT, COOPERATE and AID
-- that lie ahead become AGREE, an announced RETREAT becomes CONCEDE, and their modes fall away. Other planned acts, hypothetical and denied ones are
-- no events there and are absent; table events has them. SANCTION counts as material conflict and ACCUSE as negative. told_type is the type of events.
WITH facts(event_type, quad_class, quad_number, score) AS (
    VALUES
        ('AGREE', 'verbal_cooperation', 1, 2.5),
        ('CONSULT', 'verbal_cooperation', 1, 2.5),
        ('SUPPORT', 'verbal_cooperation', 1, 5.0),
        ('CONCEDE', 'verbal_cooperation', 1, 4.5),
        ('COOPERATE', 'material_cooperation', 2, 9.5),
        ('AID', 'material_cooperation', 2, 10.0),
        ('RETREAT', 'material_cooperation', 2, 6.5),
        ('REQUEST', 'verbal_conflict', 3, 0.0),
        ('ACCUSE', 'verbal_conflict', 3, -3.0),
        ('REJECT', 'verbal_conflict', 3, -2.0),
        ('THREATEN', 'verbal_conflict', 3, -3.5),
        ('PROTEST', 'material_conflict', 4, -5.0),
        ('SANCTION', 'material_conflict', 4, -6.0),
        ('MOBILIZE', 'material_conflict', 4, -5.5),
        ('COERCE', 'material_conflict', 4, -7.0),
        ('ASSAULT', 'material_conflict', 4, -9.0)
),
folded AS (
    SELECT
        *,
        CASE
            WHEN status = 'planned' AND event_type IN ('CONSULT', 'SUPPORT', 'COOPERATE', 'AID') THEN 'AGREE'
            WHEN status = 'planned' AND event_type = 'RETREAT' THEN 'CONCEDE'
            ELSE event_type
        END AS strict_type
    FROM events
    WHERE status IN ('occurred', 'ongoing', 'alleged', 'disputed')
        OR (status = 'planned' AND event_type IN ('AGREE', 'CONCEDE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID', 'RETREAT'))
)
SELECT
    folded.event_id,
    folded.strict_type AS event_type,
    CASE WHEN folded.strict_type = folded.event_type THEN folded.mode END AS mode,
    facts.quad_class,
    facts.quad_number,
    facts.score,
    folded.status,
    folded.event_type AS told_type,
    folded.date_start,
    folded.date_end,
    folded.date_precision,
    folded.place_id,
    folded.source_actor_ids,
    folded.target_actor_ids,
    folded.mention_count,
    folded.document_count,
    folded.publisher_count
FROM folded
JOIN facts ON facts.event_type = folded.strict_type
ORDER BY folded.event_id;
