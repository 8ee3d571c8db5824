-- question: Which published warm-up schedules are there, and how long does each take to a target volume?
-- grain:    one row per schedule that gives a cap for each day of all mail, in the order of the facts
-- params:   $ips bigint, $target bigint (messages a day)
-- returns:  schedule varchar, basis varchar, is_per_ip boolean, step_count bigint, first_volume bigint, last_volume bigint, day_count bigint, needed_ips bigint, note varchar, source varchar
-- decided:  volumes are a day's, times $ips where the schedule counts IPs; day_count is to the first day on the target,
--           null where the schedule ends below it; needed_ips is the least number that reaches it, null where IPs do
--           not count

with volumes as (
    select
        schedule_steps.*,
        step_volume * if(is_per_ip, $ips, 1) as volume,
    from schedule_steps() as schedule_steps
)

select
    schedule,
    any_value(basis) as basis,
    bool_and(is_per_ip) as is_per_ip,
    count(*) as step_count,
    cast(arg_min(volume, step) as bigint) as first_volume,
    cast(max(volume) as bigint) as last_volume,
    min(step) filter (volume >= $target) as day_count,
    if(bool_and(is_per_ip), cast(ceil($target / max(step_volume)) as bigint), null) as needed_ips,
    string_agg(distinct note, '; ' order by note) as note,
    any_value(source) as source,
from volumes
group by schedule
order by (select min(rowid) from warmup_schedules where provider = volumes.schedule)
