-- question: What do the records know of this month, and what can it be compared with?
-- grain:    one row
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month date, since date, until date, is_running boolean, is_known boolean, previous_month date, previous_is_known boolean, year_ago_month date, year_ago_is_known boolean, records_from date, as_of timestamp with time zone, reporting_time_zone varchar, day_count bigint, case_count bigint
-- decided:  known are the months from that of the first case of the records, whatever the filters, to that of as_of; the
--           month in which the records end is running; day_count is its days up to as_of

with months as materialized (
    select * from summary_months($month)
)

select
    asked.month,
    asked.month as since,
    asked.until,
    asked.is_running,
    asked.is_known,
    previous.month as previous_month,
    previous.is_known as previous_is_known,
    year_ago.month as year_ago_month,
    year_ago.is_known as year_ago_is_known,
    asked.records_from,
    snapshot.as_of,
    snapshot.reporting_time_zone,
    greatest(date_diff('day', asked.month, asked.last_day) + 1, 0) as day_count,
    (
        select count(*)
        from filtered_cases(
            (select month from months where back = 0), (select until from months where back = 0),
            $accounts, $tams, $categories, $priorities, $channels, $regions
        )
    ) as case_count,
from months as asked
inner join months as previous on previous.back = 1
inner join months as year_ago on year_ago.back = 12
cross join snapshot
where asked.back = 0
