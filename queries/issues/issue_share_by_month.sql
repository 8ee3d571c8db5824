-- question: Were more cases reopened, escalated or resolved with one answer in a month than chance explains?
-- grain:    one row per month, 13 rows that end with the month of the last record
-- params:   $share_of varchar (reopened, escalated or one_touch), $accounts varchar[], $tams varchar[],
--           $categories varchar[], $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month_start date, judged_count bigint, trait_count bigint, share double, mean_share double, lower_limit double, upper_limit double, signal varchar, is_partial boolean
-- decided:  no period changes these months; a case belongs to the local month of its opening; reopened and escalated are of all
--           cases opened, one_touch of those resolved by now; control limits are those of a p-chart: 3 sigma of the
--           month's own count around the pooled share of the 12 months that end with the records, cut at 0 and 1; the
--           newest months have had less time; the month in which the records end is partial

select
    step_start as month_start,
    judged_count,
    met_count as trait_count,
    share,
    mean_share,
    lower_limit,
    upper_limit,
    signal,
    is_partial,
from charted_shares(
    'month', $share_of, 'opened', null, null, $accounts, $tams, $categories, $priorities, $channels, $regions
)
order by month_start
