-- The characters of a text from start_char up to, not including, end_char: as offsets are counted in every table.
CREATE MACRO words(body, first_char, last_char) AS substring(body, first_char + 1, last_char - first_char);
