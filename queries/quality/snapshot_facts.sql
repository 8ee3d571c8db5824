-- question: What is this snapshot, how fresh is it, and was anything rejected?
-- grain:    one row
-- params:   none
-- returns:  as_of timestamp with time zone, as_of_local timestamp, reporting_time_zone varchar, age_at_load_seconds bigint, case_count bigint, first_case_on date, rejected_count bigint, is_sample boolean
-- decided:  local times are in the reporting time zone; the age is that of the newest record when it was loaded;
--           first_case_on is the local date on which the oldest case was opened; records are the sample when they came
--           from a folder called `sample`

select
    as_of,
    timezone(reporting_time_zone, as_of) as as_of_local,
    reporting_time_zone,
    cast(date_diff('second', as_of, loaded_at) as bigint) as age_at_load_seconds,
    (select count(*) from case_metrics) as case_count,
    cast(timezone(reporting_time_zone, (select min(opened_at) from case_metrics)) as date) as first_case_on,
    (select count(*) from rejects) as rejected_count,
    exists(from loads where regexp_matches(file, '(^|/)sample/')) as is_sample,
from snapshot
