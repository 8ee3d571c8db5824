-- Cases that are not resolved, whenever they were opened, with the TAM their account has now, their age in opening days,
-- who is waited for, and who spoke last: what pages about open work ask all the time.

create or replace table open_cases as
with opening_days as (
    select
        calendar_id,
        min(opens_at) as opens_at,
        max(closes_at) as closes_at,
        row_number() over (partition by calendar_id order by local_date) as day_number,
    from openings
    group by calendar_id, local_date
),

days_now as (
    select
        calendar_id,
        count(*) as day_number,
    from opening_days
    where opens_at < (select as_of from snapshot)
    group by calendar_id
),

waits as (
    select
        case_id,
        min(asked_at) as asked_at,
    from waits_now
    group by case_id
),

-- What resolution has counted so far: the time in state open.
counted_times as (
    select
        case_spans.case_id,
        sum(case_spans.business_seconds) as business_seconds,
        sum(case_spans.elapsed_seconds) as elapsed_seconds,
    from case_spans
    inner join case_metrics on case_spans.case_id = case_metrics.case_id
    where case_spans.state = 'open' and case_metrics.state <> 'resolved'
    group by case_spans.case_id
)

select
    case_metrics.case_id,
    case_metrics.account_id,
    case_metrics.agent_id,
    case_metrics.channel,
    case_metrics.category,
    case_metrics.priority,
    case_metrics.opened_at,
    case_metrics.state,
    case_metrics.first_response_at,
    case_metrics.first_response_target_seconds,
    case_metrics.first_response_due_at,
    case_metrics.first_response_verdict,
    case_metrics.resolution_target_seconds,
    case_metrics.resolution_due_at,
    case_metrics.resolution_verdict,
    case_metrics.reopen_count,
    case_metrics.escalation_count,
    account_tams_now.tam_id,
    account_tams_now.account_name,
    account_tams_now.calendar_id,
    account_tams_now.region,
    waits.asked_at as awaiting_answer_since,
    calendars_now.as_of,
    if(
        calendars_now.has_hours,
        greatest(coalesce(days_now.day_number, 0) - coalesce(opening_days.day_number, 0), 0),
        null
    ) as age_days,
    case
        when case_metrics.state = 'waiting_on_customer' then 'customer'
        when case_metrics.state = 'resolution_proposed' then 'agreement'
        when case_metrics.first_response_at is null then 'first_response'
        when waits.asked_at is not null then 'answer'
        else 'work'
    end as waiting_for,
    cast(coalesce(counted_times.business_seconds, 0) as bigint) as open_business_seconds,
    cast(coalesce(counted_times.elapsed_seconds, 0) as bigint) as open_elapsed_seconds,
    coalesce(last_words.spoken_by, 'customer') as last_word_by,
    coalesce(last_words.spoken_at, case_metrics.opened_at) as last_word_at,
    last_words.actor_id as last_word_actor_id,
    cases.subject,
from case_metrics
inner join account_tams_now on case_metrics.account_id = account_tams_now.account_id
inner join calendars_now on account_tams_now.calendar_id = calendars_now.calendar_id
left join days_now on account_tams_now.calendar_id = days_now.calendar_id
left join waits on case_metrics.case_id = waits.case_id
left join counted_times on case_metrics.case_id = counted_times.case_id
left join last_words on case_metrics.case_id = last_words.case_id
left join cases on case_metrics.case_id = cases.case_id
asof left join opening_days
    on account_tams_now.calendar_id = opening_days.calendar_id and case_metrics.opened_at >= opening_days.closes_at
where case_metrics.state <> 'resolved';
