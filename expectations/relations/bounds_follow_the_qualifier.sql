-- The bounds of a count are those that its qualifier gives to the number stated.
-- severity: critical
-- remedy: report the document; the row is withheld
SELECT
    'casualties' AS table_name,
    casualty_id AS row_id,
    format('{} {} is {}..{}', qualifier, coalesce(CAST(count_stated AS VARCHAR), 'of no number'), count_low, count_high) AS detail
FROM casualties
WHERE NOT CASE qualifier
    WHEN 'exact' THEN count_low = count_stated AND count_high = count_stated
    WHEN 'at_least' THEN count_low = count_stated AND count_high IS NULL
    WHEN 'more_than' THEN count_low = count_stated + 1 AND count_high IS NULL
    WHEN 'at_most' THEN count_low IS NULL AND count_high = count_stated
    WHEN 'fewer_than' THEN count_low IS NULL AND count_high = count_stated - 1
    WHEN 'about' THEN count_low <= count_stated AND count_high >= count_stated
    WHEN 'range' THEN count_stated IS NULL AND count_low < count_high
    WHEN 'vague' THEN count_stated IS NULL AND count_low IS NOT NULL
    WHEN 'unstated' THEN count_stated IS NULL AND count_low = 2
END
