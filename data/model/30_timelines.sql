-- Cases and their events up to as_of, on two clocks: elapsed seconds, and the cumulative business seconds of the
-- account's calendar (F, see 10_calendars). What lies after as_of has not happened yet.

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
        calendar_clocks.time_zone,
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
    placed_cases.category,
    placed_cases.priority,
    placed_cases.agent_id,
    placed_cases.opened_at,
    placed_cases.calendar_id,
    placed_cases.key_base,
    placed_cases.as_of_second,
    placed_cases.as_of_clock,
    placed_cases.time_zone,
    cast(timezone(placed_cases.time_zone, placed_cases.opened_at) as date) as opened_on,
    coalesce(placed_cases.target_account_id, '') as target_account_id,
    epoch_seconds(placed_cases.opened_at) as opened_second,
    business_clock(
        days.seconds_before, days.opens_1, days.closes_1, days.opens_2, days.closes_2, days.opens_3, days.closes_3,
        days.more, second_of_day(placed_cases.opened_at)
    ) as opened_clock,
from placed_cases
left join calendar_days as days on day_key(placed_cases.key_base, placed_cases.opened_at) = days.day_key;

-- Each event with the state before and after it. `sequence` counts a case's events in the order in which they apply.
create or replace temp table case_timelines as
with timed_events as (
    select
        timed_cases.case_number,
        timed_cases.opened_second,
        timed_cases.opened_clock,
        timed_cases.priority as opened_priority,
        timed_cases.category as opened_category,
        epoch_seconds(case_events.occurred_at) as second,
        business_clock(
            days.seconds_before, days.opens_1, days.closes_1, days.opens_2, days.closes_2, days.opens_3, days.closes_3,
            days.more, second_of_day(case_events.occurred_at)
        ) as clock,
        case_events.kind,
        case case_events.kind when 'agent_reply' then 0 when 'customer_reply' then 1 else 2 end as rank_at_once,
        case_events.event_id,
        case_events.value,
    from case_events
    inner join timed_cases on case_events.case_id = timed_cases.case_id
    left join calendar_days as days on day_key(timed_cases.key_base, case_events.occurred_at) = days.day_key
    where case_events.occurred_at <= (select as_of from snapshot)
),

-- A case is resolved when the last of {resolution_agreed, closed, reopened} ended it.
ordered_events as (
    select
        *,
        row_number() over event_order as sequence,
        coalesce(
            last_value(
                case
                    when kind in ('resolution_agreed', 'closed') then true
                    when kind = 'reopened' then false
                end ignore nulls
            ) over (event_order rows between unbounded preceding and 1 preceding),
            false
        ) as was_resolved,
        lag(second, 1, opened_second) over event_order as previous_second,
        lag(clock, 1, opened_clock) over event_order as previous_clock,
        last_value(case when kind = 'priority_changed' then value end ignore nulls)
            over (event_order rows between unbounded preceding and current row) as new_priority,
        last_value(case when kind = 'category_changed' then value end ignore nulls)
            over (event_order rows between unbounded preceding and current row) as new_category,
    from timed_events
    window event_order as (partition by case_number order by second, rank_at_once, event_id)
),

marked_events as (
    select
        *,
        kind in ('resolution_agreed', 'closed') or (was_resolved and kind <> 'reopened') as is_resolved,
        -- What ends the wait of a customer's message and a silence: an answer, or the end of the case.
        kind = 'agent_reply' or (kind in ('resolution_agreed', 'closed') and not was_resolved) as is_clearing,
        case
            when kind in ('customer_reply', 'work_resumed') or (kind = 'reopened' and was_resolved) then sequence
        end as reset_at,
        case when kind = 'resolution_proposed' and not was_resolved then sequence end as proposed_at,
        case when kind = 'waiting_on_customer' and not was_resolved then sequence end as waiting_at,
    from ordered_events
),

-- In a stretch that is not resolved: after the last reset, proposed if any proposal came, else waiting if any waiting
-- came, else open.
judged_events as (
    select
        *,
        max(reset_at) over (so_far rows between unbounded preceding and current row) as last_reset,
        max(proposed_at) over (so_far rows between unbounded preceding and current row) as last_proposal,
        max(waiting_at) over (so_far rows between unbounded preceding and current row) as last_waiting,
        max(reset_at) over (so_far rows between unbounded preceding and 1 preceding) as reset_before,
        max(proposed_at) over (so_far rows between unbounded preceding and 1 preceding) as proposal_before,
        max(waiting_at) over (so_far rows between unbounded preceding and 1 preceding) as waiting_before,
        count(case when is_clearing then 1 end)
            over (so_far rows between unbounded preceding and 1 preceding) as clearings_before,
    from marked_events
    window so_far as (partition by case_number order by sequence)
),

stated_events as (
    select
        *,
        case
            when was_resolved then 'resolved'
            when proposal_before > coalesce(reset_before, 0) then 'resolution_proposed'
            when waiting_before > coalesce(reset_before, 0) then 'waiting_on_customer'
            else 'open'
        end as state_before,
        case
            when is_resolved then 'resolved'
            when last_proposal > coalesce(last_reset, 0) then 'resolution_proposed'
            when last_waiting > coalesce(last_reset, 0) then 'waiting_on_customer'
            else 'open'
        end as state_after,
    from judged_events
)

select
    case_number,
    cast(sequence as integer) as sequence,
    kind,
    second,
    clock,
    state_before,
    state_after,
    is_clearing,
    cast(clearings_before as integer) as clearings_before,
    coalesce(new_priority, opened_priority) as priority,
    coalesce(new_category, opened_category, '') as category,
    case when kind = 'assigned' then value end as assigned_id,
    -- The time in state open since the case was opened, which is what resolution and updates count.
    sum(case when state_before = 'open' then clock - previous_clock else 0 end) over so_far as open_clock,
    sum(case when state_before = 'open' then second - previous_second else 0 end) over so_far as open_elapsed,
from stated_events
window so_far as (partition by case_number order by sequence);
