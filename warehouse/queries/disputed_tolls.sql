-- Tolls on which the claims of one event differ, those that cannot all be true first: who says how many, in whose report.
WITH claims AS (
    SELECT
        c.event_id,
        c.outcome,
        c.victim_category,
        c.count_low,
        c.count_high,
        coalesce(a.name, c.claimed_by_text, 'own report') || ' (' || coalesce(d.publisher, d.source_path) || '): ' || c.count_text AS claim
    FROM casualties AS c
    JOIN documents AS d USING (document_id)
    LEFT JOIN actors AS a ON a.actor_id = c.claimed_by_actor_id
    WHERE c.event_id IS NOT NULL
      AND c.count_text IS NOT NULL
      AND c.part_of_casualty_id IS NULL
      AND c.status = 'asserted'
      AND d.duplicate_of_document_id IS NULL
)
SELECT
    coalesce(p.name, 'not told') AS place,
    e.date_start,
    claims.outcome,
    claims.victim_category,
    -- two claims cannot both be true when the least of one exceeds the most of the other
    coalesce(max(claims.count_low) > min(claims.count_high), false) AS is_contradiction,
    list_sort(list(DISTINCT claims.claim)) AS claims
FROM claims
JOIN events AS e USING (event_id)
LEFT JOIN places AS p USING (place_id)
GROUP BY claims.event_id, p.name, e.date_start, claims.outcome, claims.victim_category
HAVING count(DISTINCT (claims.count_low, claims.count_high)) > 1
ORDER BY is_contradiction DESC, e.date_start NULLS LAST, place, claims.outcome;
