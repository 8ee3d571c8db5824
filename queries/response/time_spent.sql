-- question: Where did the business time go, from the opening of cases to their end?
-- grain:    one row per group and stage, five stages each
-- params:   $group_by varchar (month, category, priority or all), $denominator varchar (opened, resolved or due),
--           $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  group_code varchar, stage varchar, case_count bigint, business_seconds bigint, share double
-- decided:  business time of all chosen cases until they were finally resolved or the records end; open time before the first
--           response is waiting for it (all of it where there is none), after it working; resolved is time between an
--           end and a reopening; shares are of the group; cases are counted where they spent a second in the stage;
--           months are those of what the denominator names, due is by the resolution target

with months_of_cases as (
    select
        *,
        if($group_by = 'month', date_trunc('month', belongs_on), null) as month,
        case $group_by when 'category' then category when 'priority' then priority when 'all' then 'all' end as kind,
    from spent_cases($denominator, $since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
),

groups as (
    select
        coalesce(kind, strftime(month, '%Y-%m')) as group_code,
        unnest([
            {
                'number': 1,
                'stage': 'waiting_for_first_response',
                'cases': count(*) filter (where waiting_for_first_response > 0),
                'seconds': sum(waiting_for_first_response),
            },
            {
                'number': 2,
                'stage': 'working',
                'cases': count(*) filter (where working > 0),
                'seconds': sum(working),
            },
            {
                'number': 3,
                'stage': 'waiting_on_customer',
                'cases': count(*) filter (where waiting_on_customer > 0),
                'seconds': sum(waiting_on_customer),
            },
            {
                'number': 4,
                'stage': 'awaiting_agreement',
                'cases': count(*) filter (where awaiting_agreement > 0),
                'seconds': sum(awaiting_agreement),
            },
            {
                'number': 5,
                'stage': 'resolved',
                'cases': count(*) filter (where resolved > 0),
                'seconds': sum(resolved),
            },
        ]) as stage,
    from months_of_cases
    group by month, kind
)

select
    group_code,
    stage.stage,
    stage.cases as case_count,
    cast(stage.seconds as bigint) as business_seconds,
    stage.seconds / nullif(sum(stage.seconds) over (partition by group_code), 0) as share,
from groups
order by
    list_position(['urgent', 'high', 'normal', 'low'], group_code),
    group_code = 'uncategorised',
    group_code,
    stage.number
