-- question: What became of requests to mailbox providers in the month?
-- grain:    one row per result, also those without a request
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  result varchar, opened_count bigint, previous_opened_count bigint, closed_count bigint
-- decided:  opened_count: opened in the month, with what became of them as of the snapshot, as mediation_figures has it;
--           closed_count: closed in the month, whenever they were opened; tier 2 is a result of its own, whatever became of
--           it; null while a category, priority or channel is chosen, which no request has; previous: of the month before,
--           null for a running month and before the records

with months as materialized (
    select
        *,
        first_instant(month) as from_at,
        first_instant(until) as until_at,
    from summary_months($month)
),

requests as (
    select
        result,
        opened_at,
        closed_at,
    from mediation_rows(
        date '1970-01-01', date '2200-01-01', $accounts, $tams, $categories, $priorities, $channels, $regions
    )
    where part = 'period'
),

counts as (
    select
        requests.result,
        count(*) filter (requests.opened_at >= asked.from_at and requests.opened_at < asked.until_at) as opened_count,
        count(*) filter (requests.opened_at >= previous.from_at and requests.opened_at < previous.until_at)
            as previous_opened_count,
        count(*) filter (requests.closed_at >= asked.from_at and requests.closed_at < asked.until_at) as closed_count,
    from requests
    inner join months as asked on asked.back = 0
    inner join months as previous on previous.back = 1
    group by requests.result
)

select
    results.result,
    if(months.is_known and not results.is_hidden, coalesce(counts.opened_count, 0), null) as opened_count,
    if(
        previous.is_known and not months.is_running and not results.is_hidden,
        coalesce(counts.previous_opened_count, 0),
        null
    ) as previous_opened_count,
    if(months.is_known and not results.is_hidden, coalesce(counts.closed_count, 0), null) as closed_count,
from (
    select
        unnest(mediation_results()) as result,
        len($categories) + len($priorities) + len($channels) > 0 as is_hidden,
) as results
inner join months on months.back = 0
inner join months as previous on previous.back = 1
left join counts on results.result = counts.result
order by list_position(mediation_results(), results.result)
