-- The parts of one sort and one level together do not exceed their whole: seven civilians and thirty soldiers are not of thirty-two people.
-- severity: warning
-- remedy: read the sentence; two breakdowns of one whole by different marks ("ten women", "six foreigners") may overlap
SELECT
    'casualties' AS table_name,
    whole.casualty_id AS row_id,
    format('its parts sum up to {} of {}', sum(part.count_low), any_value(whole.count_high)) AS detail
FROM casualties AS whole
JOIN casualties AS part ON part.part_of_casualty_id = whole.casualty_id
WHERE whole.count_high IS NOT NULL
GROUP BY whole.casualty_id
HAVING sum(part.count_low) > any_value(whole.count_high)
