-- question: What did the load read, and what became of it?
-- grain:    one row per file, in the order of reading
-- params:   none
-- returns:  record_type varchar, file varchar, read bigint, admitted bigint, duplicates bigint, rejected bigint, rejected_share double, encoding varchar, is_complete boolean
-- decided:  read = admitted + duplicates + rejected, from separate counts; is_complete says that they add up; duplicates are
--           exactly equal rows; rejected_share is of the rows read, null for a file without rows

select
    record_type,
    file,
    read,
    admitted,
    duplicates,
    rejected,
    rejected / nullif(read, 0) as rejected_share,
    encoding,
    read = admitted + duplicates + rejected as is_complete,
from loads
order by loads.rowid
