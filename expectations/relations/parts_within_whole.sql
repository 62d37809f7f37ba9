-- A breakdown is of the same report and outcome as its whole, and its least number does not exceed what the whole allows.
-- severity: critical
-- remedy: report the document; the part is withheld, the whole stands
SELECT
    'casualties' AS table_name,
    part.casualty_id AS row_id,
    format('at least {} {} as a part of {} {}', part.count_low, part.outcome, whole.count_high, whole.outcome) AS detail
FROM casualties AS part
JOIN casualties AS whole ON whole.casualty_id = part.part_of_casualty_id
WHERE part.document_id <> whole.document_id OR part.outcome <> whole.outcome OR part.count_low > whole.count_high
