-- question: Which rows were rejected, where are they, and what was expected?
-- grain:    one row per rejected row
-- params:   $record_types varchar[], $reasons varchar[] (as in reject_reasons; [] = all), $row_limit bigint (null = every row)
-- returns:  record_type varchar, file varchar, record_number bigint, record_key varchar, column_name varchar, value varchar, reason varchar
-- decided:  the number counts the records of the file from 1, its header not counted; exactly the rows that
--           reject_reasons counts

select
    record_type,
    file,
    record_number,
    record_key,
    column_name,
    value,
    reason,
from rejects
where (len($record_types) = 0 or list_contains($record_types, record_type))
    and (
        len($reasons) = 0
        or list_contains($reasons, regexp_replace(reason, '^record \d+ of .* has ', 'another record has '))
    )
order by record_type, file, record_number, column_name
limit $row_limit
