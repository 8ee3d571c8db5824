-- question: How many cases a week did the customer open while the traffic moved, and before?
-- grain:    one row per phase: before, during; none before the start
-- params:   $migration_id varchar
-- returns:  phase varchar, since date, until date, day_count bigint, case_count bigint, cases_per_week double, problem_count bigint
-- decided:  the sums of migration_cases_weekly; both phases have the same number of days, and until is exclusive: the
--           list of the account's cases of that period has the same rows

with phases as (
    select
        phase,
        any_value(account_id) as account_id,
        min(week_start) as since,
        max(week_until) as until,
    from migration_weeks()
    where migration_id = $migration_id
    group by phase
),

opened_cases as (
    select
        reporting_date(opened_at) as opened_on,
        category,
    from case_metrics
    where account_id = (select any_value(account_id) from phases)
)

select
    phases.phase,
    phases.since,
    phases.until,
    date_diff('day', phases.since, phases.until) as day_count,
    count(opened_cases.opened_on) as case_count,
    count(opened_cases.opened_on) * 7 / date_diff('day', phases.since, phases.until) as cases_per_week,
    count(*) filter (opened_cases.category = 'problem') as problem_count,
from phases
left join opened_cases on phases.since <= opened_cases.opened_on and phases.until > opened_cases.opened_on
group by phases.phase, phases.since, phases.until
order by phases.since
