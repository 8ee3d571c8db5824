-- question: Which stretches inside the run of each clock of these cases were not counted, and why?
-- grain:    one row per pause of (case_id, clock, instance)
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, state varchar, from_at timestamp with time zone, from_local timestamp, to_at timestamp with time zone, to_local timestamp, paused_seconds bigint, paused_business_seconds bigint
-- decided:  only updates and resolution pause, while the case waits on the customer, while a resolution is proposed and
--           while it is resolved; paused_business_seconds are those inside opening hours, which would have counted

with clock_pauses as (
    select
        case_id,
        clock,
        instance,
        calendar_id,
        unnest(pauses) as pause,
    from case_workings_of($case_ids)
)

select
    clock_pauses.case_id,
    clock_pauses.clock,
    clock_pauses.instance,
    clock_pauses.pause.state as state,
    clock_pauses.pause.from_at as from_at,
    timezone(calendars.time_zone, clock_pauses.pause.from_at) as from_local,
    clock_pauses.pause.to_at as to_at,
    timezone(calendars.time_zone, clock_pauses.pause.to_at) as to_local,
    cast(date_diff('second', clock_pauses.pause.from_at, clock_pauses.pause.to_at) as bigint) as paused_seconds,
    cast(
        coalesce(
            sum(
                date_diff(
                    'second',
                    greatest(clock_pauses.pause.from_at, openings.opens_at),
                    least(clock_pauses.pause.to_at, openings.closes_at)
                )
            ),
            0
        ) as bigint
    ) as paused_business_seconds,
from clock_pauses
left join calendars on clock_pauses.calendar_id = calendars.calendar_id
left join openings
    on clock_pauses.calendar_id = openings.calendar_id
    and openings.opens_at < clock_pauses.pause.to_at
    and openings.closes_at > clock_pauses.pause.from_at
group by all
order by clock_pauses.case_id, clock_pauses.clock, clock_pauses.instance, clock_pauses.pause.from_at
