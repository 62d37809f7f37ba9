-- Rows per rule, with the rule's measured share of right rows: filter on confidence, or leave out a rule that errs on your texts.
SELECT table_name, origin, count(*) AS rows_made, any_value(confidence) AS confidence
FROM evidence
GROUP BY ALL
ORDER BY table_name, rows_made DESC, origin;
