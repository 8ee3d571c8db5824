-- Customer messages that awaited an answer, and the silences between answers.

-- A wait begins with the first customer reply since the last clearing event (an answer, or the end of the case), once
-- there has been a first response. A reply to a resolved case awaits its answer from the reopening.
create or replace temp table waits as
with candidates as (
    select
        case_number,
        clearings_before,
        min(sequence) filter (kind = 'customer_reply') as reply_sequence,
        min(sequence) filter (kind = 'customer_reply' and state_before <> 'resolved') as asking_sequence,
        min(sequence) filter (kind = 'reopened' and state_before = 'resolved') as reopening_sequence,
        min(sequence) filter (is_clearing) as clearing_sequence,
    from case_timelines
    where is_clearing or kind in ('customer_reply', 'reopened')
    group by case_number, clearings_before
),

asks as (
    select
        case_number,
        least(
            asking_sequence,
            case when reopening_sequence > reply_sequence then reopening_sequence end
        ) as asked_sequence,
        clearing_sequence,
    from candidates
    where reply_sequence is not null
)

select
    asks.case_number,
    asked.second as asked_second,
    asked.clock as asked_clock,
    case when clearings.kind = 'agent_reply' then clearings.second end as answered_second,
    clearings.second is not null as has_ended,
    coalesce(clearings.second, timed_cases.as_of_second) as stop_second,
    coalesce(clearings.clock, timed_cases.as_of_clock) as stop_clock,
    coalesce(clearings.priority, case_ends.priority) as priority,
    coalesce(clearings.category, case_ends.category) as category,
    local_date(to_timestamp(asked.second), days.utc_offset, days.offset_changes_at, days.next_offset) as asked_on,
from asks
inner join case_ends on asks.case_number = case_ends.case_number
inner join timed_cases on asks.case_number = timed_cases.case_number
inner join case_timelines as asked
    on asks.case_number = asked.case_number and asks.asked_sequence = asked.sequence
left join case_timelines as clearings
    on asks.case_number = clearings.case_number and asks.clearing_sequence = clearings.sequence
left join calendar_days as days on day_key(timed_cases.key_base, to_timestamp(asked.second)) = days.day_key
where asks.asked_sequence > case_ends.first_reply_sequence;

create or replace table response_metrics as
with targeted_waits as (
    select
        timed_cases.case_id,
        timed_cases.calendar_id,
        waits.*,
        target_periods.target_seconds,
        target_periods.is_business,
        case
            when target_periods.is_business then waits.stop_clock - waits.asked_clock
            else waits.stop_second - waits.asked_second
        end as counted_seconds,
        case when target_periods.is_business then waits.asked_clock + target_periods.target_seconds end as due_clock,
    from waits
    inner join timed_cases on waits.case_number = timed_cases.case_number
    left join target_periods
        on target_periods.metric = 'next_response'
        and timed_cases.target_account_id = target_periods.account_id
        and waits.priority = target_periods.priority
        and waits.category = target_periods.category
        and waits.asked_on >= target_periods.from_on
        and waits.asked_on < target_periods.until_on
)

select
    targeted_waits.case_id,
    to_timestamp(targeted_waits.asked_second) as asked_at,
    to_timestamp(targeted_waits.answered_second) as answered_at,
    targeted_waits.stop_clock - targeted_waits.asked_clock as business_seconds,
    targeted_waits.target_seconds,
    case
        when not targeted_waits.is_business
            then to_timestamp(targeted_waits.asked_second + targeted_waits.target_seconds)
        else due_instant(openings.opens_at, openings.closes_at, targeted_waits.due_clock - openings.seconds_before)
    end as due_at,
    case
        when targeted_waits.target_seconds is null then null
        when targeted_waits.counted_seconds > targeted_waits.target_seconds then 'breached'
        when targeted_waits.answered_second is not null then 'met'
        when targeted_waits.has_ended then 'unanswered'
        else 'pending'
    end as verdict,
from targeted_waits
asof left join openings
    on targeted_waits.calendar_id = openings.calendar_id
    and targeted_waits.due_clock > openings.seconds_before;

-- A silence runs from an answer to the next clearing event, or to as_of; only time in state open counts.
create or replace temp table silences as
with clearings as (
    select
        case_number,
        kind,
        second,
        open_clock,
        open_elapsed,
        lead(open_clock) over following as next_open_clock,
        lead(open_elapsed) over following as next_open_elapsed,
        lead(priority) over following as next_priority,
        lead(category) over following as next_category,
        state_before,
    from case_timelines
    where is_clearing
    window following as (partition by case_number order by sequence)
)

select
    clearings.case_number,
    timed_cases.target_account_id,
    local_date(to_timestamp(clearings.second), days.utc_offset, days.offset_changes_at, days.next_offset)
        as answered_on,
    coalesce(clearings.next_open_clock, case_ends.open_clock) - clearings.open_clock as business_seconds,
    coalesce(clearings.next_open_elapsed, case_ends.open_elapsed) - clearings.open_elapsed as elapsed_seconds,
    coalesce(clearings.next_priority, case_ends.priority) as priority,
    coalesce(clearings.next_category, case_ends.category) as category,
from clearings
inner join timed_cases on clearings.case_number = timed_cases.case_number
inner join case_ends on clearings.case_number = case_ends.case_number
left join calendar_days as days on day_key(timed_cases.key_base, to_timestamp(clearings.second)) = days.day_key
where clearings.kind = 'agent_reply' and clearings.state_before <> 'resolved';

create or replace temp table case_silences as
select
    silences.case_number,
    count(*) as update_count,
    count(*) filter (
        case when target_periods.is_business then silences.business_seconds else silences.elapsed_seconds end
        > target_periods.target_seconds
    ) as update_breaches,
    max(silences.business_seconds) as update_worst_business_seconds,
from silences
left join target_periods
    on target_periods.metric = 'periodic_update'
    and silences.target_account_id = target_periods.account_id
    and silences.priority = target_periods.priority
    and silences.category = target_periods.category
    and silences.answered_on >= target_periods.from_on
    and silences.answered_on < target_periods.until_on
group by silences.case_number;
