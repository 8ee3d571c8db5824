-- holidays: a Zendesk holiday is a range of dates, closed all day

with schedule_holidays as (
    select
        schedule_id,
        name,
        start_date,
        coalesce(end_date, start_date) as end_date,
        try_cast(left(start_date, 10) as date) as first_day,
        try_cast(left(coalesce(end_date, start_date), 10) as date) as last_day,
    from raw_table($schedule_holiday)
    where coalesce(lower(_fivetran_deleted), 'false') not in ('true', 't', '1')
)

select
    schedule_id as calendar_id,
    unnest(
        case
            when first_day <= last_day then
                list_transform(
                    generate_series(first_day, last_day, interval 1 day),
                    lambda day: strftime(day, '%Y-%m-%d')
                )
            -- goes on as it stands, so that the load can show what it could not read
            else [concat_ws(' to ', start_date, end_date)]
        end
    ) as date,
    name,
from schedule_holidays
order by calendar_id, date
