-- Cases and their events up to as_of, on two clocks: elapsed seconds, and the cumulative business seconds of the
-- account's calendar (F, see 10_calendars). What lies after as_of has not happened yet.

create or replace type event_code as enum (
    'agent_reply', 'auto_reply', 'internal_note', 'customer_reply', 'waiting_on_customer', 'work_resumed',
    'resolution_proposed', 'resolution_agreed', 'closed', 'reopened', 'escalated', 'assigned', 'priority_changed',
    'category_changed'
);
create or replace type state_code as enum ('open', 'waiting_on_customer', 'resolution_proposed', 'resolved');

create or replace temp table calendar_clocks as
select
    calendar_spans.calendar_id,
    calendar_spans.time_zone,
    calendar_keys.key_base,
    epoch_seconds(snapshot.as_of) as as_of_second,
    business_clock(
        days.seconds_before, days.opens_1, days.closes_1, days.opens_2, days.closes_2, days.opens_3, days.closes_3,
        days.more, second_of_day(snapshot.as_of)
    ) as as_of_clock,
from calendar_spans
cross join snapshot
inner join calendar_keys on calendar_spans.calendar_id = calendar_keys.calendar_id
left join calendar_days as days on day_key(calendar_keys.key_base, snapshot.as_of) = days.day_key;

-- `case_number` is dense: windows over integers cost half of windows over names.
create or replace temp table timed_cases as
with placed_cases as (
    select
        cases.case_id,
        cases.account_id,
        cases.channel,
        cases.category,
        cases.priority,
        cases.agent_id,
        cases.opened_at,
        calendar_clocks.calendar_id,
        calendar_clocks.key_base,
        calendar_clocks.as_of_second,
        calendar_clocks.as_of_clock,
        target_accounts.account_id as target_account_id,
    from cases
    inner join accounts on cases.account_id = accounts.account_id
    inner join calendar_clocks on accounts.calendar_id = calendar_clocks.calendar_id
    left join target_accounts on cases.account_id = target_accounts.account_id
    where cases.opened_at <= (select as_of from snapshot)
)

select
    cast(row_number() over () as integer) as case_number,
    placed_cases.case_id,
    placed_cases.account_id,
    placed_cases.channel,
    cast(coalesce(placed_cases.category, '') as category_code) as category,
    cast(placed_cases.priority as priority_code) as priority,
    placed_cases.agent_id,
    placed_cases.opened_at,
    placed_cases.calendar_id,
    placed_cases.key_base,
    placed_cases.as_of_second,
    placed_cases.as_of_clock,
    local_date(placed_cases.opened_at, days.utc_offset, days.offset_changes_at, days.next_offset) as opened_on,
    coalesce(placed_cases.target_account_id, '') as target_account_id,
    epoch_seconds(placed_cases.opened_at) as opened_second,
    business_clock(
        days.seconds_before, days.opens_1, days.closes_1, days.opens_2, days.closes_2, days.opens_3, days.closes_3,
        days.more, second_of_day(placed_cases.opened_at)
    ) as opened_clock,
from placed_cases
left join calendar_days as days on day_key(placed_cases.key_base, placed_cases.opened_at) = days.day_key;

-- Each event with the state before and after it. `sequence` counts a case's events in the order in which they apply.
-- Rows are kept narrow, for the windows sort all of them.
create or replace temp table case_timelines as
with timed_events as (
    select
        timed_cases.case_number,
        epoch_seconds(case_events.occurred_at) as second,
        business_clock(
            days.seconds_before, days.opens_1, days.closes_1, days.opens_2, days.closes_2, days.opens_3, days.closes_3,
            days.more, second_of_day(case_events.occurred_at)
        ) as clock,
        cast(case_events.kind as event_code) as kind,
        case case_events.kind when 'agent_reply' then 0 when 'customer_reply' then 1 else 2 end as rank_at_once,
        case_events.event_id,
        cast(case when case_events.kind = 'priority_changed' then case_events.value end as priority_code)
            as changed_priority,
        cast(case when case_events.kind = 'category_changed' then case_events.value end as category_code)
            as changed_category,
    from case_events
    inner join timed_cases on case_events.case_id = timed_cases.case_id
    left join calendar_days as days on day_key(timed_cases.key_base, case_events.occurred_at) = days.day_key
    where case_events.occurred_at <= (select as_of from snapshot)
        and case_events.kind not in ('auto_reply', 'internal_note', 'escalated', 'assigned')
),

-- A case is resolved when the last of {resolution_agreed, closed, reopened} ended it.
ordered_events as (
    select
        case_number,
        second,
        clock,
        kind,
        cast(row_number() over event_order as integer) as sequence,
        coalesce(
            last_value(
                case
                    when kind in ('resolution_agreed', 'closed') then true
                    when kind = 'reopened' then false
                end ignore nulls
            ) over (event_order rows between unbounded preceding and 1 preceding),
            false
        ) as was_resolved,
        last_value(changed_priority ignore nulls) over event_order as new_priority,
        last_value(changed_category ignore nulls) over event_order as new_category,
        lead(second) over event_order as next_second,
        lead(clock) over event_order as next_clock,
    from timed_events
    window event_order as (partition by case_number order by second, rank_at_once, event_id)
),

marked_events as (
    select
        *,
        kind in ('resolution_agreed', 'closed') or (was_resolved and kind <> 'reopened') as is_resolved,
        -- What ends the wait of a customer's message and a silence: an answer, or the end of the case.
        kind = 'agent_reply' or (kind in ('resolution_agreed', 'closed') and not was_resolved) as is_clearing,
        kind in ('customer_reply', 'work_resumed') or (kind = 'reopened' and was_resolved) as is_reset,
    from ordered_events
),

judged_events as (
    select
        *,
        coalesce(max(case when is_reset then sequence end) over so_far, 0) as last_reset,
        max(case when kind = 'resolution_proposed' and not was_resolved then sequence end) over so_far as last_proposal,
        max(case when kind = 'waiting_on_customer' and not was_resolved then sequence end) over so_far as last_waiting,
        -- The event itself not counted.
        cast(count(case when is_clearing then 1 end) over so_far - is_clearing::integer as integer)
            as clearings_before,
    from marked_events
    window so_far as (partition by case_number order by sequence)
),

-- In a stretch that is not resolved: after the last reset, proposed if any proposal came, else waiting if any waiting
-- came, else open.
stated_events as (
    select
        *,
        cast(
            case
                when is_resolved then 'resolved'
                when last_proposal > last_reset then 'resolution_proposed'
                when last_waiting > last_reset then 'waiting_on_customer'
                else 'open'
            end as state_code
        ) as state_after,
    from judged_events
),

-- Time in any state but open, up to the next event.
summed_events as (
    select
        *,
        lag(state_after, 1, 'open') over so_far as state_before,
        -- A window sum of doubles is several times as fast as one of integers, and exact up to 2^53.
        sum(case when state_after <> 'open' then cast(next_clock - clock as double) end) over so_far as shut_clock,
        sum(case when state_after <> 'open' then cast(next_second - second as double) end) over so_far as shut_elapsed,
    from stated_events
    window so_far as (partition by case_number order by sequence)
)

select
    summed_events.case_number,
    summed_events.sequence,
    summed_events.kind,
    summed_events.second,
    summed_events.clock,
    summed_events.state_before,
    summed_events.state_after,
    summed_events.is_clearing,
    summed_events.clearings_before,
    coalesce(summed_events.new_priority, timed_cases.priority) as priority,
    coalesce(summed_events.new_category, timed_cases.category) as category,
    -- The time in state open from the opening of the case to this event: what resolution and updates count.
    summed_events.clock - timed_cases.opened_clock - cast(
        coalesce(summed_events.shut_clock, 0)
        - case
            when summed_events.state_after <> 'open' then coalesce(summed_events.next_clock - summed_events.clock, 0)
            else 0
        end as bigint
    ) as open_clock,
    summed_events.second - timed_cases.opened_second - cast(
        coalesce(summed_events.shut_elapsed, 0)
        - case
            when summed_events.state_after <> 'open' then coalesce(summed_events.next_second - summed_events.second, 0)
            else 0
        end as bigint
    ) as open_elapsed,
from summed_events
inner join timed_cases on summed_events.case_number = timed_cases.case_number;
