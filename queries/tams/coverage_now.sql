-- question: Does every premium account have a TAM now?
-- grain:    one row
-- params:   $accounts varchar[], $regions varchar[] ([] = all)
-- returns:  premium_account_count bigint, covered_count bigint, uncovered_count bigint, covered_share double, uncovered_item_count bigint, uncovered_points double
-- decided:  on the day of as_of on each account's calendar; the terms promise a TAM for every premium account; uncovered items are
--           open items nobody holds, whether or not their account is premium

with premium as (
    select
        count(*) as premium_account_count,
        count(tam_id) as covered_count,
    from tam_accounts_now($accounts, $regions)
    where is_premium
),

uncovered as (
    select
        count(*) as item_count,
        coalesce(sum(points), 0) as points,
    from tam_open_items($accounts, ['no_tam'], [], [], [], $regions)
)

select
    premium.premium_account_count,
    premium.covered_count,
    premium.premium_account_count - premium.covered_count as uncovered_count,
    premium.covered_count / nullif(premium.premium_account_count, 0) as covered_share,
    uncovered.item_count as uncovered_item_count,
    uncovered.points as uncovered_points,
from premium
cross join uncovered
