-- question: Why were rows rejected, and what do they look like?
-- grain:    one row per (record_type, column, reason), the most frequent first
-- params:   none
-- returns:  record_type varchar, column_name varchar, reason varchar, rejected_count bigint, file_count bigint, example_file varchar, example_record_number bigint, example_key varchar, example_value varchar
-- decided:  reasons that name another record are one reason; the example is the first row of the first file by name

with reasons as (
    select
        *,
        regexp_replace(reason, '^record \d+ of .* has ', 'another record has ') as kind_of_reason,
    from rejects
)

select
    record_type,
    column_name,
    kind_of_reason as reason,
    count(*) as rejected_count,
    count(distinct file) as file_count,
    arg_min(file, (file, record_number)) as example_file,
    arg_min(record_number, (file, record_number)) as example_record_number,
    arg_min(record_key, (file, record_number)) as example_key,
    arg_min(value, (file, record_number)) as example_value,
from reasons
group by record_type, column_name, kind_of_reason
order by rejected_count desc, record_type, column_name, kind_of_reason
