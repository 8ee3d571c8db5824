-- Which target applies: `target_periods` has, for every metric and every combination of account, priority and category
-- that can matter, the target in force from a local date until another. '' stands for an account without targets of its
-- own, for no priority (escalations), for no category.

-- Codes are compared millions of times, names are not. '' is "none".
create or replace type priority_code as enum ('', 'urgent', 'high', 'normal', 'low');
create or replace type category_code as enum ('', 'problem', 'configuration', 'information');

create or replace temp table target_accounts as
select distinct account_id
from sla_targets
where account_id is not null;

create or replace temp table target_periods as
with combinations as (
    select
        metrics.metric,
        accounts.account_id,
        priorities.priority,
        categories.category,
    from (select distinct metric from sla_targets) as metrics
    cross join (select '' as account_id union all select account_id from target_accounts) as accounts
    cross join (select unnest(['', 'urgent', 'high', 'normal', 'low']) as priority) as priorities
    cross join (select unnest(['', 'problem', 'configuration', 'information']) as category) as categories
),

matches as (
    select
        combinations.*,
        sla_targets.valid_from,
        sla_targets.minutes,
        sla_targets.clock,
        -- Account before priority before category: a row that fixes the account beats any that does not, and so on.
        4 * (sla_targets.account_id is not null)::integer
        + 2 * (sla_targets.priority is not null)::integer
        + (sla_targets.category is not null)::integer as specificity,
    from combinations
    inner join sla_targets
        on combinations.metric = sla_targets.metric
        and coalesce(sla_targets.account_id, combinations.account_id) = combinations.account_id
        and coalesce(sla_targets.priority, combinations.priority) = combinations.priority
        and coalesce(sla_targets.category, combinations.category) = combinations.category
),

dates as (
    select distinct
        metric,
        account_id,
        priority,
        category,
        valid_from as from_on,
    from matches
),

choices as (
    select
        dates.*,
        matches.minutes,
        matches.clock,
    from dates
    inner join matches
        on dates.metric = matches.metric
        and dates.account_id = matches.account_id
        and dates.priority = matches.priority
        and dates.category = matches.category
        and matches.valid_from <= dates.from_on
    qualify row_number() over (
        partition by dates.metric, dates.account_id, dates.priority, dates.category, dates.from_on
        order by matches.specificity desc, matches.valid_from desc
    ) = 1
)

select
    metric,
    account_id,
    cast(priority as priority_code) as priority,
    cast(category as category_code) as category,
    from_on,
    lead(from_on, 1, date '9999-12-31')
        over (partition by metric, account_id, priority, category order by from_on) as until_on,
    cast(round(minutes * 60) as bigint) as target_seconds,
    clock = 'business' as is_business,
from choices;
