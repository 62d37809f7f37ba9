-- Tolls on which the claims of one event cannot all be true, widest first: who says how many, in whose report.
WITH claims AS (
    SELECT
        c.event_id,
        c.outcome,
        c.victim_category,
        c.count_low,
        c.count_high,
        coalesce(a.name, c.claimed_by_text, d.publisher, 'the reporter') AS claimant,
        coalesce(c.count_text, 'some') AS figure,
        d.publisher
    FROM casualties AS c
    JOIN documents AS d USING (document_id)
    LEFT JOIN actors AS a ON a.actor_id = c.claimed_by_actor_id
    WHERE c.event_id IS NOT NULL
      AND c.part_of_casualty_id IS NULL
      AND c.status = 'asserted'
      AND d.duplicate_of_document_id IS NULL
)
SELECT
    coalesce(p.name, 'place not told') AS place,
    e.date_start,
    claims.outcome,
    claims.victim_category AS victims,
    list_sort(list(DISTINCT claims.claimant || ': ' || claims.figure)) AS claims
FROM claims
JOIN events AS e USING (event_id)
LEFT JOIN places AS p USING (place_id)
GROUP BY claims.event_id, p.name, e.date_start, claims.outcome, claims.victim_category
-- two claims cannot both be true when the least of one exceeds the most of the other
HAVING max(claims.count_low) > min(claims.count_high)
ORDER BY max(claims.count_low) - min(claims.count_high) DESC, place, claims.outcome;
