-- question: Which months do the records know, and which of them are over?
-- grain:    one row per month from that of the first case to that of the last record, newest first
-- params:   none
-- returns:  month date, is_complete boolean, case_count bigint
-- decided:  months of the reporting time zone; complete: the records go on after its last day; the first month is as the
--           records have it, which may begin within it; no case at all: no month

with opened_days as (
    select
        opened_on,
        count(*) as case_count,
    from dated_cases
    group by opened_on
),

opened_months as (
    select
        cast(date_trunc('month', opened_on) as date) as month,
        cast(sum(case_count) as bigint) as case_count,
    from opened_days
    group by all
),

bounds as (
    select
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_on,
        (select min(month) from opened_months) as first_month,
    from snapshot
),

months as (
    select
        cast(unnest(generate_series(first_month, date_trunc('month', as_of_on), interval 1 month)) as date) as month,
        as_of_on,
    from bounds
    where first_month is not null
)

select
    months.month,
    months.month + interval 1 month <= months.as_of_on as is_complete,
    coalesce(opened_months.case_count, 0) as case_count,
from months
left join opened_months on months.month = opened_months.month
order by months.month desc
