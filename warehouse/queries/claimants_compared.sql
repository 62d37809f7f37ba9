-- How far the figures of each sort of claimant lie from the middle of all claims on the same event and outcome: above 1 is higher than the rest.
WITH figures AS (
    SELECT
        c.event_id,
        c.outcome,
        coalesce(c.claimant_relation, 'unknown') AS claimant_relation,
        coalesce(c.count_stated, (c.count_low + c.count_high) / 2.0) AS figure
    FROM casualties AS c
    JOIN documents AS d USING (document_id)
    WHERE c.event_id IS NOT NULL AND c.part_of_casualty_id IS NULL AND d.duplicate_of_document_id IS NULL
),
compared AS (
    SELECT *, figure / nullif(median(figure) OVER (PARTITION BY event_id, outcome), 0) AS ratio, count(*) OVER (PARTITION BY event_id, outcome) AS claims
    FROM figures
    WHERE figure IS NOT NULL
)
SELECT claimant_relation, outcome, count(*) AS claims, round(avg(ratio), 2) AS ratio_to_median
FROM compared
WHERE claims > 1
GROUP BY ALL
ORDER BY outcome, claimant_relation;
