-- Share of reported speech whose speaker the text withholds, per publisher.
SELECT
    coalesce(publisher, 'unknown') AS outlet,
    count(*) AS statements,
    count(*) FILTER (is_anonymous) AS anonymous,
    round(count(*) FILTER (is_anonymous) / count(*), 3) AS share
FROM statements_full
GROUP BY ALL
ORDER BY share DESC, statements DESC, outlet;
