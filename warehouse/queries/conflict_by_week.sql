-- Acts of each quad class per week and country of the place, of those that are told as done and dated to a week or better.
SELECT
    date_trunc('week', e.date_start)::DATE AS week_start,
    p.country,
    count(*) FILTER (e.quad_class = 'verbal_cooperation') AS verbal_cooperation,
    count(*) FILTER (e.quad_class = 'material_cooperation') AS material_cooperation,
    count(*) FILTER (e.quad_class = 'verbal_conflict') AS verbal_conflict,
    count(*) FILTER (e.quad_class = 'material_conflict') AS material_conflict
FROM events AS e
LEFT JOIN places AS p USING (place_id)
WHERE e.status IN ('occurred', 'ongoing')
  AND e.date_precision IN ('time', 'day', 'week')
GROUP BY ALL
ORDER BY week_start, p.country NULLS LAST;
