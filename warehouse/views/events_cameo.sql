-- One row per event of events_plover with the CAMEO root code nearest to it. A type with several roots is told by its mode: ACCUSE/investigate is 09
-- and other ACCUSE 11; ASSAULT is 20 for unconventional means, 19 for the arms of regular force, 18 for abduction, beating, torture, bombing and
-- killing by stealth, and without a mode 19 between armed sides and 18 otherwise. CAMEO 01 and 02, plain statements and appeals, have no event: see statements.
WITH roots(event_type, mode, cameo_root) AS (
    VALUES
        ('AGREE', NULL, '03'),
        ('CONSULT', NULL, '04'),
        ('SUPPORT', NULL, '05'),
        ('COOPERATE', NULL, '06'),
        ('AID', NULL, '07'),
        ('CONCEDE', NULL, '08'),
        ('RETREAT', NULL, '08'),
        ('ACCUSE', 'investigate', '09'),
        ('REQUEST', NULL, '10'),
        ('ACCUSE', NULL, '11'),
        ('REJECT', NULL, '12'),
        ('THREATEN', NULL, '13'),
        ('PROTEST', NULL, '14'),
        ('MOBILIZE', NULL, '15'),
        ('SANCTION', NULL, '16'),
        ('COERCE', NULL, '17'),
        ('ASSAULT', 'abduct', '18'),
        ('ASSAULT', 'beat', '18'),
        ('ASSAULT', 'torture', '18'),
        ('ASSAULT', 'sexual', '18'),
        ('ASSAULT', 'targeted', '18'),
        ('ASSAULT', 'explosives', '18'),
        ('ASSAULT', 'suicide-attack', '18'),
        ('ASSAULT', 'primitive', '18'),
        ('ASSAULT', 'crowd-control', '18'),
        ('ASSAULT', 'destroy', '18'),
        ('ASSAULT', 'firearms', '19'),
        ('ASSAULT', 'heavy-weapons', '19'),
        ('ASSAULT', 'aerial', '19'),
        ('ASSAULT', 'drone', '19'),
        ('ASSAULT', 'unconventional', '20')
),
names(cameo_root, cameo_name) AS (
    VALUES
        ('03', 'intend to cooperate'),
        ('04', 'consult'),
        ('05', 'cooperate diplomatically'),
        ('06', 'cooperate materially'),
        ('07', 'give aid'),
        ('08', 'yield'),
        ('09', 'investigate'),
        ('10', 'demand'),
        ('11', 'disapprove'),
        ('12', 'reject'),
        ('13', 'threaten'),
        ('14', 'protest'),
        ('15', 'show force'),
        ('16', 'reduce relations'),
        ('17', 'coerce'),
        ('18', 'assault'),
        ('19', 'fight'),
        ('20', 'use mass violence')
),
armed AS (
    SELECT actor_id
    FROM actors
    WHERE kind IN ('military', 'armed_group', 'police', 'country', 'government') OR sector IN ('MIL', 'COP', 'REB', 'PRM', 'UAF', 'IMG')
),
fights AS (
    SELECT event_id
    FROM (SELECT event_id, unnest(source_actor_ids) AS actor_id FROM events_plover)
    JOIN armed USING (actor_id)
    INTERSECT
    SELECT event_id
    FROM (SELECT event_id, unnest(target_actor_ids) AS actor_id FROM events_plover)
    JOIN armed USING (actor_id)
),
coded AS (
    SELECT
        p.*,
        CASE
            WHEN exact.cameo_root IS NOT NULL THEN exact.cameo_root
            WHEN p.event_type = 'ASSAULT' THEN CASE WHEN fights.event_id IS NOT NULL THEN '19' ELSE '18' END
            ELSE plain.cameo_root
        END AS cameo_root
    FROM events_plover AS p
    LEFT JOIN roots AS exact ON exact.event_type = p.event_type AND exact.mode = p.mode
    LEFT JOIN roots AS plain ON plain.event_type = p.event_type AND plain.mode IS NULL
    LEFT JOIN fights ON fights.event_id = p.event_id
)
SELECT
    coded.event_id,
    coded.cameo_root,
    names.cameo_name,
    coded.quad_number,
    coded.score,
    coded.event_type,
    coded.mode,
    coded.status,
    coded.date_start,
    coded.date_end,
    coded.date_precision,
    coded.place_id,
    coded.source_actor_ids,
    coded.target_actor_ids,
    coded.document_count
FROM coded
JOIN names USING (cameo_root)
ORDER BY coded.event_id;
