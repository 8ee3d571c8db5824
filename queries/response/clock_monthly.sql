-- question: What share of a clock met its target in each of the last 13 months, and is a dip news or noise?
-- grain:    one row per month, 13 rows that end with the month of the last record
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month_start date, judged_count bigint, met_count bigint, breached_count bigint, attainment double, adjusted_attainment double, mean_attainment double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  no period changes these months; control limits are those of a p-chart: 3 sigma of the month's own count around
--           the pooled share of the 12 months that end with the records, cut at 0 and 1; a signal (`above`, `below`)
--           lies outside them; the month in which the records end is partial

select
    step_start as month_start,
    judged_count,
    met_count,
    judged_count - met_count as breached_count,
    share as attainment,
    adjusted_share as adjusted_attainment,
    mean_share as mean_attainment,
    lower_limit,
    upper_limit,
    signal,
    is_partial,
from charted_shares(
    'month', $clock, $denominator, null, null, $accounts, $tams, $categories, $priorities, $channels, $regions
)
order by month_start
