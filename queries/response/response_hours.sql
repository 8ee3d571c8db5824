-- question: In which hours of the week did cases arrive, or targets run out?
-- grain:    one row per weekday (Monday is 1) and hour, all 168
-- params:   $hour_of varchar (opened = when the case was opened, due = when the row was due),
--           $zone varchar (reporting or account), $verdicts varchar[] ([] = all; `no_target` for none), $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  weekday bigint, hour bigint, row_count bigint
-- decided:  arrivals are the cases (first_response) by the hour they were opened; a breach falls into the hour in which the
--           target ran out, for that is when somebody would have had to be there; hours are those on the wall in the
--           reporting time zone or in the zone of each account's calendar; rows without a due time are in no hour

-- A quarter of an hour lies in one hour on the wall in every zone since 1972: far fewer moments to convert.
with quarters as (
    select
        account_zones.time_zone,
        epoch_ms(hour_instant($hour_of, chosen_rows.opened_at, chosen_rows.due_at)) // 900000 as quarter,
        count(*) as row_count,
    from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    ) as chosen_rows
    inner join account_zones($zone) as account_zones on chosen_rows.account_id = account_zones.account_id
    where len($verdicts) = 0 or list_contains($verdicts, chosen_rows.verdict)
    group by account_zones.time_zone, quarter
),

counted_hours as (
    select
        isodow(timezone(time_zone, to_timestamp(quarter * 900))) as weekday,
        hour(timezone(time_zone, to_timestamp(quarter * 900))) as hour,
        cast(sum(row_count) as bigint) as row_count,
    from quarters
    group by weekday, hour
)

select
    weekdays.weekday,
    hours.hour,
    coalesce(counted_hours.row_count, 0) as row_count,
from range(1, 8) as weekdays (weekday)
cross join range(24) as hours (hour)
left join counted_hours on weekdays.weekday = counted_hours.weekday and hours.hour = counted_hours.hour
order by weekdays.weekday, hours.hour
