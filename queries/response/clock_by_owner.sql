-- question: Which accounts, agents or TAMs most surely miss the targets of a clock?
-- grain:    one row per account, agent or TAM that has any
-- params:   $clock varchar (first_response, next_response, periodic_update or resolution),
--           $denominator varchar (opened, resolved or due), $by varchar (account, agent or tam),
--           $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all), $row_limit bigint (null = every row)
-- returns:  position bigint, code varchar, name varchar, row_count bigint, judged_count bigint, met_count bigint, breached_count bigint, attainment double, attainment_lower double, attainment_upper double, timed_count bigint, median_business_seconds double
-- decided:  ordered by the upper end of the 95% interval (Wilson) of attainment, lowest first, which is the lower end of the
--           share of breaches, highest first: a few cases leave the interval wide, so that bad luck alone does not
--           lead the list; then by breaches, then by code; those with nothing judged come last

with owned_rows as (
    select
        case $by
            when 'account' then account_id
            when 'agent' then coalesce(agent_id, 'no_agent')
            when 'tam' then coalesce(tam_id, 'no_tam')
        end as code,
        verdict,
        is_judged,
        business_seconds,
    from clock_rows(
        [$clock], $denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions
    )
),

counted_owners as (
    select
        code,
        count(*) as row_count,
        count(*) filter (where is_judged) as judged_count,
        count(*) filter (where verdict = 'met') as met_count,
        count(*) filter (where verdict = 'breached') as breached_count,
        count(business_seconds) as timed_count,
        cast(quantile_cont(business_seconds, 0.5) as double) as median_business_seconds,
    from owned_rows
    group by code
),

ranked_owners as (
    select
        *,
        met_count / nullif(judged_count, 0) as attainment,
        wilson_bound(met_count, nullif(judged_count, 0), -1) as attainment_lower,
        wilson_bound(met_count, nullif(judged_count, 0), 1) as attainment_upper,
        row_number() over (order by attainment_upper nulls last, breached_count desc, code) as position,
    from counted_owners
)

select
    ranked_owners.position,
    ranked_owners.code,
    coalesce(
        accounts.name, people.name,
        case ranked_owners.code when 'no_agent' then 'No agent' when 'no_tam' then 'No TAM' end,
        ranked_owners.code
    ) as name,
    ranked_owners.row_count,
    ranked_owners.judged_count,
    ranked_owners.met_count,
    ranked_owners.breached_count,
    ranked_owners.attainment,
    ranked_owners.attainment_lower,
    ranked_owners.attainment_upper,
    ranked_owners.timed_count,
    ranked_owners.median_business_seconds,
from ranked_owners
left join accounts on if($by = 'account', ranked_owners.code, null) = accounts.account_id
left join people on if($by in ('agent', 'tam'), ranked_owners.code, null) = people.person_id
where $row_limit is null or ranked_owners.position <= $row_limit
order by ranked_owners.position
