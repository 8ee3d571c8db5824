-- One row per case: every clock, target, due time and verdict as of the snapshot.

create or replace temp table first_responses as
with stops as (
    select
        timed_cases.case_number,
        timed_cases.calendar_id,
        timed_cases.opened_second,
        timed_cases.opened_clock,
        timed_cases.opened_on,
        timed_cases.target_account_id,
        case_ends.first_reply_second,
        case_ends.first_reply_clock,
        case_ends.resolved_second,
        coalesce(case_ends.first_reply_second, case_ends.resolved_second, timed_cases.as_of_second) as stop_second,
        coalesce(case_ends.first_reply_clock, case_ends.resolved_clock, timed_cases.as_of_clock) as stop_clock,
        case
            when case_ends.first_reply_second is not null then case_ends.first_reply_priority
            else coalesce(case_ends.resolved_priority, case_ends.priority)
        end as priority,
        case
            when case_ends.first_reply_second is not null then case_ends.first_reply_category
            else coalesce(case_ends.resolved_category, case_ends.category)
        end as category,
    from timed_cases
    inner join case_ends on timed_cases.case_number = case_ends.case_number
),

targeted_stops as (
    select
        stops.*,
        target_periods.target_seconds,
        target_periods.is_business,
        case
            when target_periods.is_business then stops.stop_clock - stops.opened_clock
            else stops.stop_second - stops.opened_second
        end as counted_seconds,
        case when target_periods.is_business then stops.opened_clock + target_periods.target_seconds end as due_clock,
    from stops
    left join target_periods
        on target_periods.metric = 'first_response'
        and stops.target_account_id = target_periods.account_id
        and stops.priority = target_periods.priority
        and stops.category = target_periods.category
        and stops.opened_on >= target_periods.from_on
        and stops.opened_on < target_periods.until_on
)

select
    targeted_stops.case_number,
    to_timestamp(targeted_stops.first_reply_second) as first_response_at,
    targeted_stops.first_reply_clock - targeted_stops.opened_clock as business_seconds,
    targeted_stops.first_reply_second - targeted_stops.opened_second as elapsed_seconds,
    targeted_stops.target_seconds,
    case
        when not targeted_stops.is_business
            then to_timestamp(targeted_stops.opened_second + targeted_stops.target_seconds)
        else due_instant(openings.opens_at, openings.closes_at, targeted_stops.due_clock - openings.seconds_before)
    end as due_at,
    case
        when targeted_stops.target_seconds is null then null
        when targeted_stops.counted_seconds > targeted_stops.target_seconds then 'breached'
        when targeted_stops.first_reply_second is not null then 'met'
        when targeted_stops.resolved_second is not null then 'unanswered'
        else 'pending'
    end as verdict,
from targeted_stops
asof left join openings
    on targeted_stops.calendar_id = openings.calendar_id
    and targeted_stops.due_clock > openings.seconds_before;

create or replace temp table resolutions as
with targeted_cases as (
    select
        timed_cases.case_number,
        timed_cases.calendar_id,
        timed_cases.opened_second,
        case_ends.state,
        case_ends.resolved_second,
        case_ends.open_clock,
        target_periods.target_seconds,
        target_periods.is_business,
        case when target_periods.is_business then case_ends.open_clock else case_ends.open_elapsed end as counted_seconds,
        coalesce(case_ends.resolved_clock, timed_cases.as_of_clock) as stop_clock,
        coalesce(case_ends.resolved_second, timed_cases.as_of_second) as stop_second,
    from timed_cases
    inner join case_ends on timed_cases.case_number = case_ends.case_number
    left join target_periods
        on target_periods.metric = 'resolution'
        and timed_cases.target_account_id = target_periods.account_id
        and coalesce(case_ends.resolved_priority, case_ends.priority) = target_periods.priority
        and coalesce(case_ends.resolved_category, case_ends.category) = target_periods.category
        and timed_cases.opened_on >= target_periods.from_on
        and timed_cases.opened_on < target_periods.until_on
),

-- Where the target was used up: within the stretch of open time that ends with the first event by which it was.
exhausted_cases as (
    select
        targeted_cases.case_number,
        arg_min(
            case
                when targeted_cases.is_business
                    then case_timelines.clock - (case_timelines.open_clock - targeted_cases.target_seconds)
                else case_timelines.second - (case_timelines.open_elapsed - targeted_cases.target_seconds)
            end,
            case_timelines.sequence
        ) as due,
    from targeted_cases
    inner join case_timelines on targeted_cases.case_number = case_timelines.case_number
    where targeted_cases.counted_seconds >= targeted_cases.target_seconds
        and case
            when targeted_cases.is_business then case_timelines.open_clock else case_timelines.open_elapsed
        end >= targeted_cases.target_seconds
    group by targeted_cases.case_number
),

-- `due` is on the clock of the target. A paused clock that has not run out has no due time, only time left.
due_cases as (
    select
        targeted_cases.*,
        coalesce(
            exhausted_cases.due,
            case
                when targeted_cases.state not in ('waiting_on_customer', 'resolution_proposed')
                    then case
                        when targeted_cases.is_business then targeted_cases.stop_clock else targeted_cases.stop_second
                    end + targeted_cases.target_seconds - targeted_cases.counted_seconds
            end
        ) as due,
    from targeted_cases
    left join exhausted_cases on targeted_cases.case_number = exhausted_cases.case_number
)

select
    due_cases.case_number,
    to_timestamp(due_cases.resolved_second) as resolved_at,
    case when due_cases.resolved_second is not null then due_cases.open_clock end as business_seconds,
    due_cases.target_seconds,
    case
        when not due_cases.is_business then to_timestamp(due_cases.due)
        else due_instant(openings.opens_at, openings.closes_at, due_cases.due - openings.seconds_before)
    end as due_at,
    case
        when due_cases.target_seconds is null then null
        when due_cases.counted_seconds > due_cases.target_seconds then 'breached'
        when due_cases.resolved_second is not null then 'met'
        else 'pending'
    end as verdict,
from due_cases
asof left join openings
    on due_cases.calendar_id = openings.calendar_id
    and case when due_cases.is_business then due_cases.due end > openings.seconds_before;

create or replace table case_metrics as
with case_responses as (
    select
        case_id,
        count(*) as next_response_count,
        count(*) filter (verdict = 'breached') as next_response_breaches,
        max(business_seconds) as next_response_worst_business_seconds,
    from response_metrics
    group by case_id
),

case_waits as (
    select
        case_id,
        sum(business_seconds) as business_seconds,
    from case_spans
    where state = 'waiting_on_customer'
    group by case_id
),

case_escalations as (
    select
        case_id,
        count(distinct escalation_id) as escalation_count,
    from (
        select
            case_id,
            escalation_id,
        from escalations
        where case_id is not null and raised_at <= (select as_of from snapshot)
        union all
        select
            case_id,
            value,
        from case_events
        where kind = 'escalated' and occurred_at <= (select as_of from snapshot)
    )
    group by case_id
),

case_exemptions as (
    select
        case_id,
        bool_or(metric = 'first_response') as is_first_response_exempt,
        bool_or(metric = 'next_response') as is_next_response_exempt,
        bool_or(metric = 'periodic_update') as is_periodic_update_exempt,
        bool_or(metric = 'resolution') as is_resolution_exempt,
    from exemptions
    where approved_at <= (select as_of from snapshot)
    group by case_id
)

select
    timed_cases.case_id,
    timed_cases.account_id,
    tam_assignments.tam_id,
    case_ends.agent_id,
    timed_cases.channel,
    nullif(cast(case_ends.category as varchar), '') as category,
    cast(case_ends.priority as varchar) as priority,
    timed_cases.opened_at,
    cast(case_ends.state as varchar) as state,
    first_responses.first_response_at,
    first_responses.business_seconds as first_response_business_seconds,
    first_responses.elapsed_seconds as first_response_elapsed_seconds,
    first_responses.target_seconds as first_response_target_seconds,
    first_responses.due_at as first_response_due_at,
    first_responses.verdict as first_response_verdict,
    coalesce(case_responses.next_response_count, 0) as next_response_count,
    coalesce(case_responses.next_response_breaches, 0) as next_response_breaches,
    case_responses.next_response_worst_business_seconds,
    coalesce(case_silences.update_count, 0) as update_count,
    coalesce(case_silences.update_breaches, 0) as update_breaches,
    cast(case_silences.update_worst_business_seconds as bigint) as update_worst_business_seconds,
    to_timestamp(case_ends.proposed_second) as resolution_proposed_at,
    resolutions.resolved_at,
    case_ends.is_agreed as resolution_agreed,
    cast(resolutions.business_seconds as bigint) as resolution_business_seconds,
    cast(coalesce(case_waits.business_seconds, 0) as bigint) as waiting_on_customer_business_seconds,
    resolutions.target_seconds as resolution_target_seconds,
    resolutions.due_at as resolution_due_at,
    resolutions.verdict as resolution_verdict,
    case_ends.reopen_count,
    coalesce(case_escalations.escalation_count, 0) as escalation_count,
    coalesce(case_exemptions.is_first_response_exempt, false) as is_first_response_exempt,
    coalesce(case_exemptions.is_next_response_exempt, false) as is_next_response_exempt,
    coalesce(case_exemptions.is_periodic_update_exempt, false) as is_periodic_update_exempt,
    coalesce(case_exemptions.is_resolution_exempt, false) as is_resolution_exempt,
from timed_cases
inner join case_ends on timed_cases.case_number = case_ends.case_number
inner join first_responses on timed_cases.case_number = first_responses.case_number
inner join resolutions on timed_cases.case_number = resolutions.case_number
left join case_silences on timed_cases.case_number = case_silences.case_number
left join case_responses on timed_cases.case_id = case_responses.case_id
left join case_waits on timed_cases.case_id = case_waits.case_id
left join case_escalations on timed_cases.case_id = case_escalations.case_id
left join case_exemptions on timed_cases.case_id = case_exemptions.case_id
left join tam_assignments
    on timed_cases.account_id = tam_assignments.account_id
    and timed_cases.opened_on >= tam_assignments.assigned_from
    and timed_cases.opened_on < coalesce(tam_assignments.assigned_until, date '9999-12-31')
-- Periods are asked for by opened_at: kept in that order, a period touches few blocks of the file.
order by timed_cases.opened_at;
