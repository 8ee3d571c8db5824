-- question: Which hours of the week are open, by the calendars of the chosen accounts?
-- grain:    one row per weekday (Monday is 1) and hour, all 168
-- params:   $zone varchar (reporting or account), $since date, $until date (exclusive), $accounts varchar[],
--           $regions varchar[] ([] = all)
-- returns:  weekday bigint, hour bigint, open_share double
-- decided:  the share of that hour of the week, over the period as far as there are records, in which the accounts were open,
--           every account counting once; holidays lower it; null where the period holds no such hour

with chosen_accounts as (
    select
        calendar_id,
        count(*) as account_count,
    from accounts
    where (len($accounts) = 0 or list_contains($accounts, account_id))
        and (len($regions) = 0 or list_contains($regions, coalesce(region, 'no_region')))
    group by calendar_id
),

chosen_calendars as (
    select
        calendars.calendar_id,
        chosen_accounts.account_count,
        if($zone = 'account', calendars.time_zone, snapshot.reporting_time_zone) as time_zone,
        epoch_ms(greatest(first_instant($since), (select min(opens_at) from openings))) // 900000 as first_quarter,
        epoch_ms(least(first_instant($until), snapshot.as_of)) // 900000 as end_quarter,
    from chosen_accounts
    inner join calendars on chosen_accounts.calendar_id = calendars.calendar_id
    cross join snapshot
),

quarters as (
    select
        calendar_id,
        account_count,
        time_zone,
        unnest(range(first_quarter, end_quarter)) as quarter,
    from chosen_calendars
),

-- Seconds open within each quarter of an hour that an opening touches.
open_quarters as (
    select
        calendar_id,
        quarter,
        sum(least(closes_second, quarter * 900 + 900) - greatest(opens_second, quarter * 900)) as open_seconds,
    from (
        select
            openings.calendar_id,
            epoch_us(openings.opens_at) // 1000000 as opens_second,
            epoch_us(openings.closes_at) // 1000000 as closes_second,
            unnest(range(
                greatest(epoch_ms(openings.opens_at) // 900000, chosen_calendars.first_quarter),
                least((epoch_ms(openings.closes_at) + 899999) // 900000, chosen_calendars.end_quarter)
            )) as quarter,
        from openings
        inner join chosen_calendars on openings.calendar_id = chosen_calendars.calendar_id
    )
    group by calendar_id, quarter
),

walled_quarters as (
    select
        quarters.account_count,
        coalesce(open_quarters.open_seconds, 0) as open_seconds,
        timezone(quarters.time_zone, to_timestamp(quarters.quarter * 900)) as wall_time,
    from quarters
    left join open_quarters
        on quarters.calendar_id = open_quarters.calendar_id and quarters.quarter = open_quarters.quarter
),

shared_hours as (
    select
        isodow(wall_time) as weekday,
        hour(wall_time) as hour,
        sum(open_seconds * account_count) / sum(900 * account_count) as open_share,
    from walled_quarters
    group by weekday, hour
)

select
    weekdays.weekday,
    hours.hour,
    shared_hours.open_share,
from range(1, 8) as weekdays (weekday)
cross join range(24) as hours (hour)
left join shared_hours on weekdays.weekday = shared_hours.weekday and hours.hour = shared_hours.hour
order by weekdays.weekday, hours.hour
