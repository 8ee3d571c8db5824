-- question: What was asked of mailbox providers in the period, what came of it, and how long did it take?
-- grain:    one row per provider, or per month up to as_of (also without a request), or one row for all
-- params:   $by varchar (all, provider or month), $since date, $until date (exclusive), $accounts varchar[], $tams varchar[],
--           $categories varchar[], $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  code varchar, name varchar, request_count bigint, in_scope_count bigint, resolved_count bigint, declined_count bigint, no_reply_count bigint, withdrawn_count bigint, no_outcome_count bigint, open_count bigint, tier_2_count bigint, premature_count bigint, odd_count bigint, submitted_count bigint, median_submit_business_seconds double, p90_submit_business_seconds double, unsubmitted_count bigint, longest_unsubmitted_business_seconds bigint, never_submitted_count bigint, replied_count bigint, median_reply_elapsed_seconds double, p90_reply_elapsed_seconds double, unreplied_count bigint, longest_unreplied_elapsed_seconds bigint, never_replied_count bigint, is_partial boolean
-- decided:  by the day of opening in the reporting zone, under the TAM of that day; requests = tier 1 (in scope) + tier 2;
--           tier 1 = its five ways to end + open; clocks are of tier 1, premature forms included: opened to form in business
--           time, form to reply in elapsed time; what still waits and what ended without are counted beside n and in no median

with requests as materialized (
    select
        *,
        case $by when 'provider' then provider_code when 'month' then strftime(month, '%Y-%m-%d') else 'all' end as code,
    from mediation_rows($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    where part = 'period'
),

bounds as (
    select
        cast($since as date) as since,
        least(cast($until as date), cast(timezone(reporting_time_zone, as_of) as date) + 1) as until,
        cast(timezone(reporting_time_zone, as_of) as date) as as_of_date,
    from snapshot
),

months as (
    select
        cast(unnest(range(date_trunc('month', since), until, interval 1 month)) as date) as month,
        since,
        until,
        as_of_date,
    from bounds
),

named_groups as (
    select
        'all' as code,
        'All providers' as name,
        cast(null as boolean) as is_partial,
    where $by not in ('provider', 'month')
    union all
    select
        provider_code,
        any_value(provider_name),
        null,
    from requests
    where $by = 'provider'
    group by provider_code
    union all
    select
        strftime(month, '%Y-%m-%d'),
        strftime(month, '%b %Y'),
        month < since or cast(month + interval 1 month as date) > least(until, as_of_date),
    from months
    where $by = 'month'
)

select
    named_groups.code,
    named_groups.name,
    count(requests.mediation_id) as request_count,
    count(*) filter (not requests.is_out_of_scope) as in_scope_count,
    count(*) filter (requests.result = 'resolved') as resolved_count,
    count(*) filter (requests.result = 'declined') as declined_count,
    count(*) filter (requests.result = 'no_reply') as no_reply_count,
    count(*) filter (requests.result = 'withdrawn') as withdrawn_count,
    count(*) filter (requests.result = 'no_outcome') as no_outcome_count,
    count(*) filter (requests.result = 'open') as open_count,
    count(*) filter (requests.result = 'tier_2') as tier_2_count,
    count(*) filter (requests.is_premature) as premature_count,
    count(*) filter (requests.finding is not null) as odd_count,
    count(*) filter (list_contains(requests.codes, 'submit:done')) as submitted_count,
    quantile_cont(requests.to_submit_business_seconds, 0.5) filter (list_contains(requests.codes, 'submit:done'))
        as median_submit_business_seconds,
    quantile_cont(requests.to_submit_business_seconds, 0.9) filter (list_contains(requests.codes, 'submit:done'))
        as p90_submit_business_seconds,
    count(*) filter (list_contains(requests.codes, 'submit:waiting')) as unsubmitted_count,
    max(requests.unsubmitted_business_seconds) filter (list_contains(requests.codes, 'submit:waiting'))
        as longest_unsubmitted_business_seconds,
    count(*) filter (list_contains(requests.codes, 'submit:never')) as never_submitted_count,
    count(*) filter (list_contains(requests.codes, 'reply:done')) as replied_count,
    quantile_cont(requests.to_reply_elapsed_seconds, 0.5) filter (list_contains(requests.codes, 'reply:done'))
        as median_reply_elapsed_seconds,
    quantile_cont(requests.to_reply_elapsed_seconds, 0.9) filter (list_contains(requests.codes, 'reply:done'))
        as p90_reply_elapsed_seconds,
    count(*) filter (list_contains(requests.codes, 'reply:waiting')) as unreplied_count,
    max(requests.unreplied_elapsed_seconds) filter (list_contains(requests.codes, 'reply:waiting'))
        as longest_unreplied_elapsed_seconds,
    count(*) filter (list_contains(requests.codes, 'reply:never')) as never_replied_count,
    named_groups.is_partial,
from named_groups
left join requests on named_groups.code = requests.code
group by named_groups.code, named_groups.name, named_groups.is_partial
order by
    if($by = 'month', named_groups.code, null),
    request_count desc,
    named_groups.code
