-- question: How do this month and the twelve before it compare, and is the month news or noise?
-- grain:    one row per series and month, 13 months that end with this one
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  month date, series varchar, unit varchar, value double, n bigint, is_too_few boolean, lower_limit double, upper_limit double, centre double, is_outside boolean, is_known boolean, is_running boolean
-- decided:  values and limits are those of month_figures; the limits of all thirteen come from the twelve months before this
--           one; a month that is not over, or has fewer than 5 cases, has none

select
    month,
    figure as series,
    unit,
    value,
    n,
    is_too_few,
    lower_limit,
    upper_limit,
    centre,
    is_outside,
    is_known,
    is_running,
from summary_charted_points($month, $accounts, $tams, $categories, $priorities, $channels, $regions)
where figure in ('first_response_attainment', 'median_first_response', 'agreed_resolution', 'open_at_end')
order by
    list_position(
        ['first_response_attainment', 'median_first_response', 'agreed_resolution', 'open_at_end'], figure
    ),
    month
