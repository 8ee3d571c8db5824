-- question: Which stretches inside the run of each clock of these cases were not counted, and why?
-- grain:    one row per pause of (case_id, clock, instance)
-- params:   $case_ids varchar[]
-- returns:  case_id varchar, clock varchar, instance bigint, state varchar, from_at timestamp with time zone, from_local timestamp, to_at timestamp with time zone, to_local timestamp, paused_seconds bigint, paused_business_seconds bigint
-- decided:  only updates and resolution pause, while the case waits on the customer, while a resolution is proposed and
--           while it is resolved; paused_business_seconds are those inside opening hours, which would have counted

select
    pauses.case_id,
    pauses.clock,
    pauses.instance,
    pauses.state,
    pauses.from_at,
    timezone(calendars.time_zone, pauses.from_at) as from_local,
    pauses.to_at,
    timezone(calendars.time_zone, pauses.to_at) as to_local,
    cast(date_diff('second', pauses.from_at, pauses.to_at) as bigint) as paused_seconds,
    cast(
        coalesce(
            sum(
                date_diff('second', greatest(pauses.from_at, openings.opens_at), least(pauses.to_at, openings.closes_at))
            ),
            0
        ) as bigint
    ) as paused_business_seconds,
from case_pauses_of($case_ids) as pauses
left join calendars on pauses.calendar_id = calendars.calendar_id
left join openings
    on pauses.calendar_id = openings.calendar_id
    and openings.opens_at < pauses.to_at
    and openings.closes_at > pauses.from_at
group by all
order by pauses.case_id, pauses.clock, pauses.instance, pauses.from_at
