-- question: Did the customer open more cases while the traffic moved than before?
-- grain:    one row per week, counted from the start: as many days before it as it has lasted; none before the start
-- params:   $migration_id varchar
-- returns:  week_number bigint, phase varchar, week_start date, week_until date, day_count bigint, case_count bigint, problem_count bigint, urgent_count bigint
-- decided:  cases of the account by the local date they were opened on, whatever they are about; weeks begin on the
--           weekday of the start; the week furthest from the start is cut to the same number of days on both sides;
--           week_until is exclusive; category and priority are the latest

with weeks as (
    select *
    from migration_weeks()
    where migration_id = $migration_id
),

opened_cases as (
    select
        reporting_date(case_metrics.opened_at) as opened_on,
        case_metrics.category,
        case_metrics.priority,
    from case_metrics
    where case_metrics.account_id = (select any_value(account_id) from weeks)
)

select
    weeks.week_number,
    weeks.phase,
    weeks.week_start,
    weeks.week_until,
    date_diff('day', weeks.week_start, weeks.week_until) as day_count,
    count(opened_cases.opened_on) as case_count,
    count(*) filter (opened_cases.category = 'problem') as problem_count,
    count(*) filter (opened_cases.priority = 'urgent') as urgent_count,
from weeks
left join opened_cases on weeks.week_start <= opened_cases.opened_on and weeks.week_until > opened_cases.opened_on
group by all
order by weeks.week_start
