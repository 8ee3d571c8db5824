-- question: Which clocks ran on these cases: from when, until when, against what target, and how did each end?
-- grain:    one row per (case_id, clock, instance); instance counts from 1 in order of start
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, escalation_id varchar, started_at timestamp with time zone, started_local timestamp, started_by varchar, stopped_at timestamp with time zone, stopped_local timestamp, stopped_by varchar, business_seconds bigint, elapsed_seconds bigint, snapshot_seconds bigint, pause_count bigint, paused_seconds bigint, priority varchar, category varchar, target_seconds bigint, target_clock varchar, target_valid_from date, target_for varchar, due_at timestamp with time zone, due_local timestamp, verdict varchar, left_seconds bigint, is_paused boolean, counted_calendar varchar, counted_zone varchar
-- decided:  stopped_at is null while the clock runs, and its seconds are those up to as_of; both leave out the stretches
--           that do not count; snapshot_seconds are the metric's business seconds, null where it has none; local times are
--           those of the account's calendar, also for escalations, which count on the TAM's; a silence that stops in time
--           is met; left_seconds are the target less what was counted, below zero when late

with pauses as (
    select
        case_id,
        clock,
        instance,
        count(*) as pause_count,
        cast(sum(date_diff('second', from_at, to_at)) as bigint) as paused_seconds,
    from case_pauses_of($case_ids)
    group by case_id, clock, instance
),

clocks as (
    select
        clocks.*,
        sums.business_seconds,
        sums.elapsed_seconds,
        sums.left_seconds,
        sums.is_paused,
        -- The metrics hold no target and due time of a silence, nor of an escalation's resolution.
        if(clocks.clock in ('periodic_update', 'escalation_resolution'), sums.due_at, clocks.due_at) as known_due_at,
        coalesce(clocks.target_seconds, targets.target_seconds) as known_target_seconds,
        targets.target_clock,
        targets.target_valid_from,
        case
            when targets.target_valid_from is not null
                then concat_ws(
                    ', ',
                    if(targets.target_account_id is null, null, 'account ' || targets.target_account_id),
                    if(targets.target_priority is null, null, 'priority ' || targets.target_priority),
                    if(targets.target_category is null, null, 'category ' || targets.target_category)
                )
        end as target_for,
        targets.priority,
        targets.category,
    from case_clocks_of($case_ids) as clocks
    inner join case_sums_of($case_ids) as sums
        on clocks.case_id = sums.case_id and clocks.clock = sums.clock and clocks.instance = sums.instance
    inner join case_targets_of($case_ids) as targets
        on clocks.case_id = targets.case_id and clocks.clock = targets.clock and clocks.instance = targets.instance
)

select
    clocks.case_id,
    clocks.clock,
    clocks.instance,
    clocks.escalation_id,
    clocks.started_at,
    timezone(case_calendars.time_zone, clocks.started_at) as started_local,
    clocks.started_by,
    clocks.stopped_at,
    timezone(case_calendars.time_zone, clocks.stopped_at) as stopped_local,
    clocks.stopped_by,
    clocks.business_seconds,
    clocks.elapsed_seconds,
    cast(clocks.snapshot_seconds as bigint) as snapshot_seconds,
    coalesce(pauses.pause_count, 0) as pause_count,
    coalesce(pauses.paused_seconds, 0) as paused_seconds,
    clocks.priority,
    clocks.category,
    clocks.known_target_seconds as target_seconds,
    clocks.target_clock,
    clocks.target_valid_from,
    clocks.target_for,
    clocks.known_due_at as due_at,
    timezone(case_calendars.time_zone, clocks.known_due_at) as due_local,
    case
        when clocks.clock <> 'periodic_update' then clocks.verdict
        when clocks.left_seconds is null then null
        when clocks.left_seconds < 0 then 'breached'
        when clocks.stopped_at is not null then 'met'
        else 'pending'
    end as verdict,
    clocks.left_seconds,
    clocks.is_paused,
    counted_calendars.name as counted_calendar,
    counted_calendars.time_zone as counted_zone,
from clocks
inner join case_metrics on clocks.case_id = case_metrics.case_id
inner join accounts on case_metrics.account_id = accounts.account_id
left join calendars as case_calendars on accounts.calendar_id = case_calendars.calendar_id
left join calendars as counted_calendars on clocks.calendar_id = counted_calendars.calendar_id
left join pauses
    on clocks.case_id = pauses.case_id and clocks.clock = pauses.clock and clocks.instance = pauses.instance
order by
    clocks.case_id,
    list_position(
        [
            'first_response', 'next_response', 'periodic_update', 'resolution', 'escalation_acknowledgement',
            'escalation_resolution'
        ],
        clocks.clock
    ),
    clocks.instance
