-- calendars: one per Zendesk schedule; around the clock where there is none, as Zendesk then counts calendar hours

with schedules as (
    select
        id as calendar_id,
        max(name) as name,
        max(time_zone) as zone_name,
    from raw_table($schedule)
    -- an edited schedule keeps its former openings as deleted rows
    where coalesce(lower(_fivetran_deleted), 'false') not in ('true', 't', '1')
    group by id
),

zone_names as (
    from read_csv($source || '/facts/time_zones.csv', header = true, all_varchar = true)
)

select
    schedules.calendar_id,
    coalesce(schedules.name, 'Schedule ' || schedules.calendar_id) as name,
    -- a name that is neither kind goes on as it is, so that the load can show what it could not read
    coalesce(zone_names.time_zone, schedules.zone_name) as time_zone,
from schedules
left join zone_names using (zone_name)

union all

select
    'around-the-clock',
    'Around the clock (no schedule in Zendesk)',
    'UTC',
where not exists (from schedules)
order by calendar_id
