-- question: What share of a clock met its target each week, and is a dip news or noise?
-- grain:    one row per week (from Monday) that touches the period, also weeks with nothing judged
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  week_start date, judged_count bigint, met_count bigint, breached_count bigint, attainment double, adjusted_attainment double, mean_attainment double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  control limits are those of a p-chart: 3 sigma of the week's own count around the pooled share of the 12 months
--           that end with the records, cut at 0 and 1; a signal (`above`, `below`) lies outside them; a row belongs
--           to the local date of what the denominator names; a week cut by the period or by the end of the records
--           is partial

select
    step_start as week_start,
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
    'week', $clock, $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
)
order by week_start
