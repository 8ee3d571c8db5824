-- question: Which clocks ran on these cases: from when, until when, against what target, and how did each end?
-- grain:    one row per (case_id, clock, instance); instance counts from 1 in order of start
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, escalation_id varchar, started_at timestamp with time zone, started_local timestamp, started_by varchar, stopped_at timestamp with time zone, stopped_local timestamp, stopped_by varchar, business_seconds bigint, elapsed_seconds bigint, snapshot_seconds bigint, pause_count bigint, paused_seconds bigint, priority varchar, category varchar, target_seconds bigint, target_clock varchar, target_valid_from date, target_for varchar, due_at timestamp with time zone, due_local timestamp, verdict varchar, left_seconds bigint, is_paused boolean, counted_calendar varchar, counted_zone varchar
-- decided:  stopped_at is null while the clock runs, and its seconds are those up to as_of; both leave out the stretches
--           that do not count; snapshot_seconds are the metric's business seconds, null where it has none; local times are
--           those of the account's calendar, also for escalations, which count on the TAM's; a silence that stops in time
--           is met; left_seconds are the target less what was counted, below zero when late

select
    workings.case_id,
    workings.clock,
    workings.instance,
    workings.escalation_id,
    workings.started_at,
    timezone(case_calendars.time_zone, workings.started_at) as started_local,
    workings.started_by,
    workings.stopped_at,
    timezone(case_calendars.time_zone, workings.stopped_at) as stopped_local,
    workings.stopped_by,
    workings.business_seconds,
    workings.elapsed_seconds,
    cast(workings.metric_seconds as bigint) as snapshot_seconds,
    cast(len(workings.pauses) as bigint) as pause_count,
    cast(
        coalesce(
            list_sum(list_transform(workings.pauses, lambda pause: date_diff('second', pause.from_at, pause.to_at))),
            0
        ) as bigint
    ) as paused_seconds,
    workings.priority,
    workings.category,
    -- The metrics hold no target and due time of a silence, nor of an escalation's resolution.
    cast(coalesce(workings.metric_target_seconds, workings.target_seconds) as bigint) as target_seconds,
    workings.target_clock,
    workings.target_valid_from,
    case
        when workings.target_valid_from is not null
            then concat_ws(
                ', ',
                'account ' || workings.target_account_id,
                'priority ' || workings.target_priority,
                'category ' || workings.target_category
            )
    end as target_for,
    if(
        workings.clock in ('periodic_update', 'escalation_resolution'),
        workings.due_at,
        workings.metric_due_at
    ) as due_at,
    timezone(
        case_calendars.time_zone,
        if(workings.clock in ('periodic_update', 'escalation_resolution'), workings.due_at, workings.metric_due_at)
    ) as due_local,
    case
        when workings.clock <> 'periodic_update' then workings.metric_verdict
        when workings.left_seconds is null then null
        when workings.left_seconds < 0 then 'breached'
        when workings.stopped_at is not null then 'met'
        else 'pending'
    end as verdict,
    workings.left_seconds,
    workings.is_paused,
    counted_calendars.name as counted_calendar,
    counted_calendars.time_zone as counted_zone,
from case_workings_of($case_ids) as workings
inner join case_calendars_of($case_ids) as case_calendars on workings.case_id = case_calendars.case_id
left join calendars as counted_calendars on workings.calendar_id = counted_calendars.calendar_id
order by workings.case_id, list_position(case_clock_names(), workings.clock), workings.instance
