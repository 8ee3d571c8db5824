-- business_hours: a schedule's openings by weekday, and the versions its audit log tells of

with schedule_rows as (
    select
        *,
        try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as made_at,
    from raw_table($schedule)
    where coalesce(lower(_fivetran_deleted), 'false') not in ('true', 't', '1')
),

zone_names as (
    from read_csv($source || '/facts/time_zones.csv', header = true, all_varchar = true)
),

schedules as (
    select
        schedule_rows.id as calendar_id,
        max(schedule_rows.name) as name,
        coalesce(max(zones.name), 'UTC') as time_zone,
        cast(timezone(coalesce(max(zones.name), 'UTC'), min(schedule_rows.made_at)) as date) as made_on,
    from schedule_rows
    left join zone_names on zone_names.zone_name = schedule_rows.time_zone
    left join pg_timezone_names() as zones on zones.name = coalesce(zone_names.time_zone, schedule_rows.time_zone)
    group by schedule_rows.id
),

workweek_changes as (
    select
        regexp_extract(source_label, '^Workweek: (.*)$', 1) as name,
        try_cast(regexp_replace(created_at, ' (\+0000|Z|UTC)$', 'Z') as timestamptz) as changed_at,
        -- some exports escape the text once, others twice
        regexp_extract(
            replace(replace(replace(change_description, '&amp;', '&'), '&gt;', '>'), '&quot;', '"'),
            'changed from (\{.*\}) to (\{.*\})',
            ['hours_before', 'hours_after']
        ) as hours,
    from raw_table($audit_log)
    where source_type = 'zendesk/business_hours/workweek'
),

-- the log knows a schedule by name only: where two share one, neither gets a history
schedule_changes as (
    select
        schedules.calendar_id,
        cast(timezone(schedules.time_zone, workweek_changes.changed_at) as date) as changed_on,
        workweek_changes.changed_at,
        workweek_changes.hours.hours_before as hours_before,
        workweek_changes.hours.hours_after as hours_after,
    from workweek_changes
    inner join schedules using (name)
    where workweek_changes.hours.hours_after <> ''
        and workweek_changes.changed_at is not null
        and name in (select name from schedules group by name having count(*) = 1)
),

-- the hours of the newest version are those of the schedule itself: the log is history, the schedule is what is
versions as (
    select
        calendar_id,
        changed_on as valid_from,
        case when changed_on < max(changed_on) over (partition by calendar_id) then hours_after end as hours,
    from schedule_changes
    qualify row_number() over (partition by calendar_id, changed_on order by changed_at desc, hours_after) = 1

    union all

    select
        calendar_id,
        coalesce(made_on, date '1970-01-01'),
        first_changes.hours_before,
    from schedules
    left join (
        from schedule_changes
        qualify row_number() over (partition by calendar_id order by changed_at, hours_before) = 1
    ) as first_changes using (calendar_id)
    -- "from {}" is the schedule being made
    where first_changes.calendar_id is null
        or (first_changes.hours_before <> '{}' and coalesce(made_on, date '1970-01-01') < first_changes.changed_on)
),

logged_days as (
    select
        calendar_id,
        valid_from,
        unnest(regexp_extract_all(hours, '(?:sun|mon|tue|wed|thu|fri|sat)"?\s*(?:=>|:)\s*\{[^}]*\}')) as day_hours,
    from versions
    where hours is not null
),

logged_openings as (
    select
        calendar_id,
        valid_from,
        left(day_hours, 3) as weekday,
        unnest(regexp_extract_all(day_hours, '\d\d:\d\d"\s*(?:=>|:)\s*"\d\d:\d\d')) as opening,
    from logged_days
),

-- Zendesk counts minutes from Sunday 00:00 local time; an opening over midnight becomes one row a day
week_minutes as (
    select
        id as calendar_id,
        day_number,
        greatest(cast(start_time as bigint) - day_number * 1440, 0) as opens_minute,
        least(cast(end_time as bigint) - day_number * 1440, 1440) as closes_minute,
    from schedule_rows
    cross join range(0, 8) as day_numbers (day_number)
),

openings as (
    select
        versions.calendar_id,
        versions.valid_from,
        ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][1 + week_minutes.day_number % 7] as weekday,
        format('{:02d}:{:02d}', week_minutes.opens_minute // 60, week_minutes.opens_minute % 60) as opens,
        format('{:02d}:{:02d}', week_minutes.closes_minute // 60, week_minutes.closes_minute % 60) as closes,
    from versions
    inner join week_minutes using (calendar_id)
    where versions.hours is null
        and week_minutes.opens_minute < week_minutes.closes_minute

    union all

    select
        calendar_id,
        valid_from,
        weekday,
        left(opening, 5),
        right(opening, 5),
    from logged_openings

    union all

    select
        'around-the-clock',
        date '1970-01-01',
        unnest(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']),
        '00:00',
        '24:00',
    where not exists (from schedules)
),

-- a day without an opening is said to be closed, or a version that closes the whole week would leave no row
weekdays as (
    select
        version_keys.calendar_id,
        version_keys.valid_from,
        week.weekday,
        week.position,
    from (
        select calendar_id, valid_from from versions
        union
        select calendar_id, valid_from from openings
    ) as version_keys
    cross join (
        select
            unnest(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']) as weekday,
            unnest(range(7)) as position,
    ) as week
)

select
    weekdays.calendar_id,
    weekdays.valid_from,
    weekdays.weekday,
    openings.opens,
    openings.closes,
from weekdays
left join openings using (calendar_id, valid_from, weekday)
order by weekdays.calendar_id, weekdays.valid_from, weekdays.position, openings.opens
