-- question: How much of the change in first-response attainment comes from a changed mix of priorities and accounts, and how much from the rates?
-- grain:    one row for all (the first), one per priority, one per account judged in either month, largest effect first
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  dimension varchar, code varchar, name varchar, before_count bigint, after_count bigint, before_attainment double, after_attainment double, mix_effect double, rate_effect double, effect double, priority_mix_effect double, account_mix_effect double, one_sided_effect double, is_too_few boolean, why_no_change varchar
-- decided:  Kitagawa's decomposition over cells of priority and account, against the month before: each difference at the mean of
--           the other factor in both months; a cell of one month alone has no change of rate and adds to the mix only;
--           the mix is split between priorities and accounts by the mean of both orders; the parts add up exactly; effects of
--           a group are those of its cells, its mix against the mean attainment of both months; one_sided is what of the mix is of
--           cells of one month alone; none for a running month

with months as materialized (
    select * from summary_months($month)
),

cells as materialized (
    select
        chosen_cases.account_id,
        chosen_cases.priority,
        count(*) filter (chosen_cases.opened_at < bounds.starts_at) as before_count,
        count(*) filter (chosen_cases.opened_at >= bounds.starts_at) as after_count,
        count(*) filter (chosen_cases.opened_at < bounds.starts_at and chosen_cases.verdict = 'met') as before_met,
        count(*) filter (chosen_cases.opened_at >= bounds.starts_at and chosen_cases.verdict = 'met') as after_met,
    from clock_rows(
        ['first_response'], 'opened',
        (select month from months where back = 1), (select until from months where back = 0),
        $accounts, $tams, $categories, $priorities, $channels, $regions
    ) as chosen_cases
    cross join (select first_instant((select month from months where back = 0)) as starts_at) as bounds
    where chosen_cases.is_judged
    group by chosen_cases.account_id, chosen_cases.priority
),

totals as (
    select
        coalesce(sum(cells.before_count), 0) as before_count,
        coalesce(sum(cells.after_count), 0) as after_count,
        sum(cells.before_met) / nullif(sum(cells.before_count), 0) as before_attainment,
        sum(cells.after_met) / nullif(sum(cells.after_count), 0) as after_attainment,
        (before_attainment + after_attainment) / 2 as mean_attainment,
    from cells
),

reasons as (
    select
        case
            when asked.is_running then 'running'
            when not asked.is_known or not previous.is_known then 'before_records'
            when totals.before_count = 0 or totals.after_count = 0 then 'none'
        end as why_no_change,
    from months as asked
    inner join months as previous on previous.back = 1
    cross join totals
    where asked.back = 0
),

-- The weight of a cell in each month, and its rate: that of the other month where it has none, so that it has no change.
weighed_cells as (
    select
        cells.account_id,
        cells.priority,
        cells.before_count / totals.before_count as before_weight,
        cells.after_count / totals.after_count as after_weight,
        coalesce(cells.before_met / nullif(cells.before_count, 0), cells.after_met / cells.after_count) as before_rate,
        coalesce(cells.after_met / nullif(cells.after_count, 0), cells.before_met / cells.before_count) as after_rate,
        (before_rate + after_rate) / 2 as mean_rate,
        totals.mean_attainment,
    from cells
    cross join totals
    cross join reasons
    where reasons.why_no_change is null
),

cell_effects as (
    select
        account_id,
        priority,
        -- against the mean attainment: weights add up to 1 in both months, so that the sum stays the same
        (after_weight - before_weight) * (mean_rate - mean_attainment) as mix_effect,
        (after_rate - before_rate) * (before_weight + after_weight) / 2 as rate_effect,
        if(before_weight = 0 or after_weight = 0, mix_effect, 0) as one_sided_effect,
    from weighed_cells
),

-- What the mix would have done if only one of the two had changed: the weights of the groups of one factor, at the mean rates
-- that the cells within them had with the weights of each month. The rest of the mix is the other factor's, within the groups.
group_weights as (
    select
        unnest([{'factor': 'priority', 'code': priority}, {'factor': 'account', 'code': account_id}], recursive := true),
        before_weight,
        after_weight,
        mean_rate,
    from weighed_cells
),

group_mixes as (
    select
        factor,
        code,
        sum(before_weight) as group_before_weight,
        sum(after_weight) as group_after_weight,
        sum(before_weight * mean_rate) / nullif(sum(before_weight), 0) as rate_before,
        sum(after_weight * mean_rate) / nullif(sum(after_weight), 0) as rate_after,
        (group_after_weight - group_before_weight)
        * (coalesce(rate_before, rate_after) + coalesce(rate_after, rate_before)) / 2 as group_effect,
    from group_weights
    group by factor, code
),

first_effects as (
    select
        sum(group_effect) filter (factor = 'priority') as priority_first,
        sum(group_effect) filter (factor = 'account') as account_first,
    from group_mixes
),

total_effects as (
    select
        sum(mix_effect) as mix_effect,
        sum(rate_effect) as rate_effect,
    from cell_effects
),

-- Each factor once first and once within the other, and the mean of both.
effects as (
    select
        (first_effects.priority_first + total_effects.mix_effect - first_effects.account_first) / 2
            as priority_mix_effect,
        (first_effects.account_first + total_effects.mix_effect - first_effects.priority_first) / 2
            as account_mix_effect,
    from total_effects
    cross join first_effects
),

group_rows as (
    select
        unnest(
            [
                {'dimension': 'priority', 'code': cells.priority, 'name': cells.priority},
                {'dimension': 'account', 'code': cells.account_id, 'name': accounts.name},
            ],
            recursive := true
        ),
        cells.before_count,
        cells.after_count,
        cells.before_met,
        cells.after_met,
        cell_effects.mix_effect,
        cell_effects.rate_effect,
        cell_effects.one_sided_effect,
    from cells
    inner join accounts on cells.account_id = accounts.account_id
    left join cell_effects on cells.account_id = cell_effects.account_id and cells.priority = cell_effects.priority
    union all
    select
        'all',
        'all',
        'all',
        cells.before_count,
        cells.after_count,
        cells.before_met,
        cells.after_met,
        cell_effects.mix_effect,
        cell_effects.rate_effect,
        cell_effects.one_sided_effect,
    from cells
    left join cell_effects on cells.account_id = cell_effects.account_id and cells.priority = cell_effects.priority
    union all
    select 'all', 'all', 'all', 0, 0, 0, 0, null, null, null  -- also without a case
),

group_effects as (
    select
        dimension,
        code,
        any_value(name) as name,
        cast(sum(before_count) as bigint) as before_count,
        cast(sum(after_count) as bigint) as after_count,
        sum(before_met) / nullif(sum(before_count), 0) as before_attainment,
        sum(after_met) / nullif(sum(after_count), 0) as after_attainment,
        sum(mix_effect) as mix_effect,
        sum(rate_effect) as rate_effect,
        sum(mix_effect) + sum(rate_effect) as effect,
        sum(one_sided_effect) as one_sided_effect,
    from group_rows
    group by dimension, code
)

select
    group_effects.dimension,
    group_effects.code,
    group_effects.name,
    group_effects.before_count,
    group_effects.after_count,
    group_effects.before_attainment,
    group_effects.after_attainment,
    group_effects.mix_effect,
    group_effects.rate_effect,
    group_effects.effect,
    if(group_effects.dimension = 'all', effects.priority_mix_effect, null) as priority_mix_effect,
    if(group_effects.dimension = 'all', effects.account_mix_effect, null) as account_mix_effect,
    group_effects.one_sided_effect,
    group_effects.before_count < 5 or group_effects.after_count < 5 as is_too_few,
    if(group_effects.dimension = 'all', reasons.why_no_change, null) as why_no_change,
from group_effects
cross join effects
cross join reasons
order by
    list_position(['all', 'priority', 'account'], group_effects.dimension),
    if(
        group_effects.dimension = 'priority',
        list_position(['urgent', 'high', 'normal', 'low'], group_effects.code),
        null
    ),
    abs(round(group_effects.effect, 12)) desc nulls last,
    group_effects.code
