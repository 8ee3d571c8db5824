-- Where things stand as of the snapshot: each account's TAM, each calendar's hours, and the messages that await an answer.

-- The TAM an account has on the day of as_of, by the clock on its calendar's wall: who must act on what is open now.
create or replace table account_tams_now as
select
    accounts.account_id,
    accounts.name as account_name,
    accounts.calendar_id,
    accounts.region,
    tam_assignments.tam_id,
from accounts
cross join snapshot
inner join calendars on accounts.calendar_id = calendars.calendar_id
left join tam_assignments
    on accounts.account_id = tam_assignments.account_id
    and cast(timezone(calendars.time_zone, snapshot.as_of) as date) >= tam_assignments.assigned_from
    and cast(timezone(calendars.time_zone, snapshot.as_of) as date)
        < coalesce(tam_assignments.assigned_until, date '9999-12-31');

-- Each calendar: the business seconds before as_of, when its local day ends, and when the opening day ends that is
-- running, or comes next if today's hours are over or there are none.
create or replace table calendars_now as
with working_days as (
    select
        calendars.calendar_id,
        calendars.time_zone,
        max(
            openings.seconds_before
            + date_diff('second', openings.opens_at, least(openings.closes_at, snapshot.as_of))
        ) filter (openings.opens_at <= snapshot.as_of) as clock_now,
        min(openings.local_date) filter (openings.closes_at > snapshot.as_of) as working_on,
        any_value(snapshot.as_of) as as_of,
        count(openings.opens_at) > 0 as has_hours,
    from calendars
    cross join snapshot
    left join openings on calendars.calendar_id = openings.calendar_id
    group by calendars.calendar_id, calendars.time_zone
),

day_ends as (
    select
        calendar_id,
        local_date,
        max(closes_at) as ends_at,
    from openings
    group by calendar_id, local_date
)

select
    working_days.calendar_id,
    working_days.time_zone,
    working_days.as_of,
    working_days.has_hours,
    coalesce(working_days.clock_now, 0) as clock_now,
    timezone(
        working_days.time_zone,
        cast(cast(timezone(working_days.time_zone, working_days.as_of) as date) + 1 as timestamp)
    ) as today_ends_at,
    day_ends.ends_at as working_day_ends_at,
from working_days
left join day_ends
    on working_days.calendar_id = day_ends.calendar_id and working_days.working_on = day_ends.local_date;

-- Messages of open cases that still await an answer: not answered, and asked since the case was last reopened.
create or replace temp table waits_now as
with reopenings as (
    select
        case_spans.case_id,
        max(case_spans.to_at) as reopened_at,
    from case_spans
    inner join case_metrics on case_spans.case_id = case_metrics.case_id
    where case_spans.state = 'resolved' and case_metrics.state <> 'resolved'
    group by case_spans.case_id
)

select
    response_metrics.case_id,
    response_metrics.asked_at,
    response_metrics.target_seconds,
    response_metrics.due_at,
    response_metrics.verdict,
from response_metrics
inner join case_metrics on response_metrics.case_id = case_metrics.case_id
left join reopenings on response_metrics.case_id = reopenings.case_id
where case_metrics.state <> 'resolved'
    and response_metrics.answered_at is null
    and response_metrics.verdict is distinct from 'unanswered'
    and response_metrics.asked_at >= coalesce(reopenings.reopened_at, response_metrics.asked_at);
